#include "CDescriptors.h"
int CDescriptors_placeholder(void) { return 0; }
