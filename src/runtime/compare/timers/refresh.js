const { promisify } = require('node:util');
const order = [];
const late = setTimeout(() => {
	console.log([...order, 'late'].join());
	promisify(setTimeout)(1, 'x').then((value) => console.log(value));
}, 30);
setTimeout(() => {
	late.refresh();
	order.push('refreshed');
}, 20);
setTimeout(() => order.push('between'), 40);
console.log(typeof late[Symbol.toPrimitive](), late.constructor.name, typeof setImmediate(() => {}).hasRef());
try {
	setTimeout('text');
} catch (error) {
	console.log(error.code, error.message);
}
