// node: -c
console.log('not run');
