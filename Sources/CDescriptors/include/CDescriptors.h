int CDescriptors_placeholder(void);
