// Error.prepareStackTrace can be deleted, and set again.
const firstTwo = (/** @type {string} */ name) => new Error(name).stack?.split('\n').slice(0, 2);

Error.prepareStackTrace = () => 'own';
console.log(new Error('x').stack);
console.log(delete Error.prepareStackTrace);
console.log(firstTwo('deleted'));
Error.prepareStackTrace = (error, sites) => `${error.message} ${sites.length > 0}`;
console.log(new Error('set again').stack);
console.log(delete Error.prepareStackTrace, Object.hasOwn(Error, 'prepareStackTrace'));
class Own extends Error {}
console.log(firstTwo('deleted again'), new Own('derived').stack?.split('\n')[0]);
console.log(Error instanceof Function, Error, Object.keys(Error));
setTimeout(() => console.log(new Error('later').stack?.split('\n').length));
