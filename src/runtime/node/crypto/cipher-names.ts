/** The ciphers that there are, as OpenSSL describes them. https://docs.openssl.org/3.0/man1/openssl-enc/ */

export type Mode = 'cbc' | 'ctr' | 'ecb' | 'gcm' | 'stream';
export type CipherInfo = {
	name: string;
	mode: Mode;
	nid: number;
	/** Bytes; 1 where any length will do. */
	blockSize: number;
	/** Bytes; 0 = none. For AEAD the usual length, others will do too. */
	ivLength: number;
	keyLength: number;
	aead: boolean;
};

const aes = (bits: number, mode: Mode, nid: number): [string, CipherInfo] => {
	const aead = mode === 'gcm';
	const info: CipherInfo = {
		name: aead ? `id-aes${bits}-gcm` : `aes-${bits}-${mode}`,
		mode,
		nid,
		blockSize: mode === 'cbc' || mode === 'ecb' ? 16 : 1,
		ivLength: mode === 'ecb' ? 0 : aead ? 12 : 16,
		keyLength: bits / 8,
		aead
	};
	return [`aes-${bits}-${mode}`, info];
};
const chacha = (name: string, nid: number, ivLength: number): [string, CipherInfo] => [
	name,
	{ name, mode: 'stream', nid, blockSize: 1, ivLength, keyLength: 32, aead: name.endsWith('poly1305') }
];

export const ciphers = new Map<string, CipherInfo>([
	aes(128, 'cbc', 419),
	aes(192, 'cbc', 423),
	aes(256, 'cbc', 427),
	aes(128, 'ctr', 904),
	aes(192, 'ctr', 905),
	aes(256, 'ctr', 906),
	aes(128, 'ecb', 418),
	aes(192, 'ecb', 422),
	aes(256, 'ecb', 426),
	aes(128, 'gcm', 895),
	aes(192, 'gcm', 898),
	aes(256, 'gcm', 901),
	chacha('chacha20', 1019, 16),
	chacha('chacha20-poly1305', 1018, 12)
]);

/** Other names for the same. */
const aliases = new Map(
	[128, 192, 256].flatMap((bits): [string, string][] => [
		[`aes${bits}`, `aes-${bits}-cbc`],
		[`id-aes${bits}-gcm`, `aes-${bits}-gcm`]
	])
);

export const cipherNames = (): string[] => [...ciphers.keys(), ...aliases.keys()].sort();

export function cipherNamed(nameOrNid: string | number): CipherInfo | undefined {
	if (typeof nameOrNid === 'number') return [...ciphers.values()].find(({ nid }) => nid === nameOrNid);
	const name = nameOrNid.toLowerCase();
	return ciphers.get(aliases.get(name) ?? name);
}
