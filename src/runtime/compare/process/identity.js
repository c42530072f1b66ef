// Users and groups that a process becomes: by name, by number, and what it may no longer do then.
const { attempt } = require('../help.cjs');
const ids = () =>
	[process.getuid(), process.geteuid(), process.getgid(), process.getegid(), process.getgroups()].join(' ');
console.log(ids());
attempt('group by name', () => process.setegid('nogroup'));
console.log(ids());
attempt('user of no group', () => process.setgid('nobody'));
attempt('group by number', () => process.setgid(7));
console.log(ids());
attempt('groups', () => process.setgroups([3, 'nogroup']));
console.log(ids());
attempt('user by name', () => process.seteuid('nobody'));
console.log(ids());
attempt('not root now', () => process.setgid(0));
attempt('root again', () => process.seteuid(0));
attempt('for good', () => process.setuid('nobody'));
console.log(ids());
for (const name of ['setuid', 'seteuid', 'setgid', 'setegid']) attempt(name, () => process[name](0));
attempt('setgroups', () => process.setgroups([0]));
attempt('initgroups', () => process.initgroups('nobody', 0));
attempt('the same', () => process.setuid('nobody'));
for (const bad of [-1, 2 ** 32, {}, null]) attempt('checked', () => process.setuid(bad));
