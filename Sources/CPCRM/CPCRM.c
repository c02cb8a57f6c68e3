#include "CPCRM.h"
int CPCRM_placeholder(void) { return 0; }
