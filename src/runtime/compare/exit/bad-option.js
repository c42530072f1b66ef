// node: --no-such-option
console.log(1);
