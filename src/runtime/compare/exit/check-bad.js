// node: -c
const x = ;
