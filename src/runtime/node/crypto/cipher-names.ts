/** The ciphers that there are, as OpenSSL describes them. https://docs.openssl.org/3.0/man1/openssl-enc/ */

export type Mode = 'cbc' | 'ccm' | 'cfb' | 'ctr' | 'ecb' | 'gcm' | 'ocb' | 'ofb' | 'stream' | 'wrap' | 'xts';
/** `retired`: OpenSSL knows it, but does not make it any more. */
export type Family = 'aes' | 'des' | 'chacha' | 'retired';
export type CipherInfo = {
	name: string;
	family: Family;
	mode: Mode;
	nid: number;
	/** Bytes; 1 where any length will do. */
	blockSize: number;
	/** Bytes; 0 = none. For AEAD the usual length, others will do too. */
	ivLength: number;
	keyLength: number;
	aead: boolean;
};

const isWhole = (mode: Mode) => mode === 'cbc' || mode === 'ecb' || mode === 'ocb';

/** Name, mode and number, with bytes of blocks, vector and key. */
function described(
	family: Family,
	name: string,
	[mode, nid]: [Mode, number],
	[block, ivLength, keyLength]: [number, number, number]
): CipherInfo {
	const aead = ['gcm', 'ccm', 'ocb'].includes(mode) || name.endsWith('poly1305');
	const blockSize = isWhole(mode) ? block : mode === 'wrap' ? 8 : 1;
	return { name, family, mode, nid, blockSize, ivLength: mode === 'ecb' ? 0 : ivLength, keyLength, aead };
}

/** By what stands behind "aes-256-"; the numbers are those of 128, 192 and 256 bits. */
const aesModes: Record<string, [mode: Mode, nids: (number | null)[]]> = {
	cbc: ['cbc', [419, 423, 427]],
	ccm: ['ccm', [896, 899, 902]],
	cfb: ['cfb', [421, 425, 429]],
	cfb1: ['cfb', [650, 651, 652]],
	cfb8: ['cfb', [653, 654, 655]],
	ctr: ['ctr', [904, 905, 906]],
	ecb: ['ecb', [418, 422, 426]],
	gcm: ['gcm', [895, 898, 901]],
	ocb: ['ocb', [958, 959, 960]],
	ofb: ['ofb', [420, 424, 428]],
	wrap: ['wrap', [788, 789, 790]],
	'wrap-pad': ['wrap', [897, 900, 903]],
	xts: ['xts', [913, null, 914]]
};
/** Bytes of vectors that are not a block long. */
const aesVectors: Record<string, number> = { ccm: 12, gcm: 12, ocb: 12, wrap: 8, 'wrap-pad': 4 };

/** Each with all its names, the first by which it is listed. */
function aes(suffix: string, mode: Mode, bits: number, nid: number): [CipherInfo, string[]] {
	const hasId = ['ccm', 'gcm', 'wrap'].includes(mode);
	const name = hasId ? `id-aes${bits}-${suffix}` : `aes-${bits}-${suffix}`;
	const keyLength = (bits / 8) * (mode === 'xts' ? 2 : 1);
	const info = described('aes', name, [mode, nid], [16, aesVectors[suffix] ?? 16, keyLength]);
	if (mode === 'wrap') return [info, [name, `aes${bits}-${suffix}`]];
	const more = hasId ? [`id-aes${bits}-${suffix.toUpperCase()}`] : suffix === 'cbc' ? [`aes${bits}`] : [];
	return [info, [`aes-${bits}-${suffix}`, ...more]];
}

const allAes = Object.entries(aesModes).flatMap(([suffix, [mode, nids]]) =>
	nids.flatMap((nid, at) => (nid === null ? [] : [aes(suffix, mode, 128 + 64 * at, nid)]))
);

const des = (
	keys: 2 | 3,
	suffix: string,
	mode: Mode,
	nid: number,
	more: string[] = []
): [CipherInfo, string[]] => {
	const name = `${keys === 2 ? 'des-ede' : 'des-ede3'}${suffix}`;
	return [described('des', name, [mode, nid], [8, 8, 8 * keys]), [name, ...more]];
};
const allDes = [
	des(2, '', 'ecb', 32, ['des-ede-ecb']),
	des(2, '-cbc', 'cbc', 43),
	des(2, '-cfb', 'cfb', 60),
	des(2, '-ofb', 'ofb', 62),
	des(3, '', 'ecb', 33, ['des-ede3-ecb']),
	des(3, '-cbc', 'cbc', 44, ['des3']),
	des(3, '-cfb', 'cfb', 61),
	des(3, '-cfb1', 'cfb', 658),
	des(3, '-cfb8', 'cfb', 659),
	des(3, '-ofb', 'ofb', 63)
];
const desWrap: [CipherInfo, string[]] = [
	described('des', 'id-smime-alg-cms3deswrap', ['wrap', 246], [8, 0, 24]),
	['id-smime-alg-CMS3DESwrap', 'des3-wrap']
];

const chacha = (name: string, nid: number, ivLength: number): [CipherInfo, string[]] => [
	described('chacha', name, ['stream', nid], [1, ivLength, 32]),
	[name]
];

const all = [
	...allAes,
	...allDes,
	desWrap,
	chacha('chacha20', 1019, 16),
	chacha('chacha20-poly1305', 1018, 12)
];

/** Numbers of ECB, CBC, CFB and OFB, and bytes of a block and a key. */
const retiredBlocks: Record<string, [nids: number[], block: number, key: number]> = {
	bf: [[92, 91, 93, 94], 8, 16],
	cast5: [[109, 108, 110, 111], 8, 16],
	des: [[29, 31, 30, 45], 8, 8],
	idea: [[36, 34, 35, 46], 8, 16],
	rc2: [[38, 37, 39, 40], 8, 16],
	seed: [[776, 777, 779, 778], 16, 16]
};
const retired = [
	...Object.entries(retiredBlocks).flatMap(([name, [nids, block, key]]) =>
		(['ecb', 'cbc', 'cfb', 'ofb'] as const).map((mode, at) =>
			described('retired', `${name}-${mode}`, [mode, nids[at] ?? 0], [block, block, key])
		)
	),
	described('retired', 'rc4', ['stream', 5], [1, 0, 16]),
	described('retired', 'rc4-40', ['stream', 97], [1, 0, 5])
];
/** Their other names are those of CBC. */
const retiredAliases: Record<string, string> = { blowfish: 'bf', cast: 'cast5', 'cast-cbc': 'cast5' };

const byName = new Map(
	all.flatMap(([info, names]) => names.map((name) => [name.toLowerCase(), info] as const))
);

export const cipherNames = (): string[] => all.flatMap(([, names]) => names).sort();

function retiredNamed(name: string): CipherInfo | undefined {
	const family = retiredAliases[name] ?? name;
	return retired.find((info) => info.name === name || info.name === `${family}-cbc`);
}

export function cipherNamed(nameOrNid: string | number): CipherInfo | undefined {
	if (typeof nameOrNid === 'number')
		return [...byName.values(), ...retired].find(({ nid }) => nid === nameOrNid);
	const name = nameOrNid.toLowerCase();
	return byName.get(name) ?? retiredNamed(name);
}
