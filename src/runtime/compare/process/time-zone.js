// process.env.TZ: the zone of Date and Intl, from the start and when it is set later.
const { spawnSync } = require('node:child_process');
const when = [
	Date.UTC(2018, 3, 14, 12, 34, 56),
	Date.UTC(2024, 0, 1, 0, 30),
	Date.UTC(2024, 6, 1, 23, 59, 59, 999),
	Date.UTC(1985, 5, 15),
	0
];
const show = () => {
	for (const time of when) {
		const date = new Date(time);
		console.log(String(date), date.getTimezoneOffset(), date.getHours(), date.getDay(), date.getYear());
		console.log(date.toDateString(), '|', date.toTimeString(), '|', date.toLocaleString('en-GB'));
		console.log(date.toISOString(), JSON.stringify(date), date.toUTCString());
	}
	console.log(Intl.DateTimeFormat().resolvedOptions().timeZone, new Intl.DateTimeFormat('en-US').format(0));
	const made = new Date(2024, 2, 10, 2, 30);
	console.log(
		made.toISOString(),
		new Date(2024, 10, 3, 1, 30).toISOString(),
		new Date(2024, 5).toISOString()
	);
	made.setHours(26, 1);
	console.log(String(made), made.setFullYear(1999, 11, 31), made.setDate(0), made.setMilliseconds(1.9));
	for (const text of [
		'2024-01-02',
		'2024-01-02T03:04',
		'2024-01-02T03:04Z',
		'Jan 5 2024 10:00',
		'2024-07-02T03:04+05:00',
		'x'
	])
		console.log(text, Date.parse(text), new Date(text).getTime());
	console.log(new Date(time2(), 0).getTime() === new Date(99, 0).getTime(), new Date(NaN).getHours());
	console.log(String(new Date(NaN)), new Date(NaN).toTimeString(), new Date(NaN).getTimezoneOffset());
	console.log(typeof Date(), Date().length > 20, new Date(NaN).setFullYear(2000));
};
const time2 = () => 99;
for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', ':Asia/Tokyo']) {
	process.env.TZ = zone;
	console.log(zone);
	show();
}
class Own extends Date {}
process.env.TZ = 'America/St_Johns';
const own = new Own(2024, 0, 1);
console.log(
	own instanceof Own,
	own instanceof Date,
	own.getTime(),
	Object.prototype.toString.call(own),
	own.constructor === Own
);
console.log(
	Date.name,
	Date.length,
	Date.prototype.constructor === Date,
	Date.prototype.setHours.length,
	Date.prototype.getDay.name
);
console.log(
	Object.keys(Date.prototype),
	new Date(own).getTime() === own.getTime(),
	structuredClone(own) instanceof Date
);
try {
	Date.prototype.getHours.call({});
} catch (error) {
	console.log(error.name, error.message);
}
console.log(new Date(0).toLocaleTimeString('en-US', { timeZone: 'Asia/Tokyo', timeZoneName: 'short' }));
const child = (env) =>
	String(
		spawnSync(process.execPath, ['-p', 'String(new Date(0))'], { env: { ...process.env, ...env } }).stdout
	);
console.log(child({}), child({ TZ: 'Australia/Sydney' }), child({ TZ: 'UTC' }));
