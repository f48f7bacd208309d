/* Any bytes as tbx. */

#include "terms.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_terms("tbx", data, size);
}
