"""The benchmark: our letters against what people would use instead (`make bench`)."""
