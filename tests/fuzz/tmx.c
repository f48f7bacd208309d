/* Any bytes as tmx. */

#include "units.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_units("tmx", data, size);
}
