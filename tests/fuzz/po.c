/* Any bytes as po. */

#include "units.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_units("po", data, size);
}
