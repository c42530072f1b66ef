const { promisify } = require('node:util');
const order = [];
const late = setTimeout(() => order.push('late'), 30);
setTimeout(() => {
	late.refresh();
	order.push('refreshed');
}, 20);
setTimeout(() => order.push('between'), 40);
setTimeout(() => console.log(order.join()), 80);
promisify(setTimeout)(1, 'x').then((value) => console.log(value));
console.log(typeof late[Symbol.toPrimitive](), late.constructor.name, typeof setImmediate(() => {}).hasRef());
try {
	setTimeout('text');
} catch (error) {
	console.log(error.code, error.message);
}
