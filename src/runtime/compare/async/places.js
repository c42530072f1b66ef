// What follows an await has its place in stack traces, and its text.
const place = (error) => error.stack.match(/places\.js:\d+:\d+/g).join(' ');
async function thrower() {
	await null; throw new Error('after an await');
}
async function f(a, b = 1) { const c = await a; const d = await b; throw new Error(`${c}${d}`); }
const arrow = async (x) => (await x)?.y.z;
(async () => {
	await thrower().catch((error) => console.log(place(error)));
	await f(1).catch((error) => console.log(place(error)));
	await arrow(Promise.resolve({})).catch((error) => console.log(place(error)));
	for (const fn of [thrower, f, arrow]) console.log(fn.toString(), fn.length, fn.name);
	try { await Promise.all([thrower(), f(2)]); } catch (error) { console.log(place(error)); }
	console.log(new Error('in a line', { cause: await 1 }).stack.match(/places\.js:\d+:\d+/)[0]);
	console.log((0, eval)(`(${f.toString()})`).name, Object.prototype.toString.call(f));
})();
