print("pcrmd")
