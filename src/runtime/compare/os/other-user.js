// Who the user is after the process has become somebody else: what /etc/passwd has of it, or nothing.
const os = require('node:os');
const { uid, gid, username, homedir, shell } = os.userInfo();
console.log([uid, gid, username, typeof homedir, shell !== ''].join(' '));
process.seteuid(4_000_000);
try {
	os.userInfo();
} catch ({ name, code, message, info }) {
	console.log(name, code, message, info);
}
process.seteuid(0);
console.log(os.userInfo().username);
