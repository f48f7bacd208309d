/* Any bytes as xliff. */

#include "units.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_units("xliff", data, size);
}
