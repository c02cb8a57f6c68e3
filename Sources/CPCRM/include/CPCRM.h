int CPCRM_placeholder(void);
