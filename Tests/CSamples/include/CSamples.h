int CSamples_placeholder(void);
