// node: -p 6*7
