const crypto = require('node:crypto');
const prime =
	'ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd129024e088a67cc74020bbea63b139b22514a08798e3404ddef9519b3cd3a431b302b0a6df25f14374fe1356d6d51c245e485b576625e7ec6f44c42e9a63a3620ffffffffffffffff';
const alice = crypto.createDiffieHellman(prime, 'hex', 2);
alice.setPrivateKey(Buffer.from('1234567890abcdef', 'hex'));
const bob = crypto.createDiffieHellman(Buffer.from(prime, 'hex'), Buffer.from([2]));
bob.setPrivateKey('fedcba0987654321', 'hex');
console.log(alice.generateKeys('hex'), bob.generateKeys().length);
console.log(
	alice.computeSecret(bob.getPublicKey(), null, 'hex') ===
		bob.computeSecret(alice.getPublicKey('base64'), 'base64', 'hex'),
	alice.getGenerator('hex'),
	alice.getPrime().length,
	alice.verifyError
);
const group = crypto.getDiffieHellman('modp14');
group.generateKeys();
const second = crypto.createDiffieHellmanGroup('modp14');
second.generateKeys();
console.log(
	group.computeSecret(second.getPublicKey()).equals(second.computeSecret(group.getPublicKey())),
	group.getPrime('hex').length,
	group.setPrivateKey
);
try {
	crypto.getDiffieHellman('none');
} catch (error) {
	console.log(error.code, error.message);
}
console.log(
	crypto.checkPrimeSync(7n),
	crypto.checkPrimeSync(Buffer.from([15])),
	crypto.generatePrimeSync(32, { bigint: true }) > 2n ** 31n
);
