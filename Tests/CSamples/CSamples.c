#include "CSamples.h"
int CSamples_placeholder(void) { return 0; }
