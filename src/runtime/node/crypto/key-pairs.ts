/** The jobs under crypto.generateKeyPair: RSA, elliptic curves, those of Edwards and Montgomery; and those under generateKey and primes. */
import type { Binding, Context } from '../context.ts';
import { ecKey, okpKey, publicPart, type AsymmetricKey, type RsaKey } from './asymmetric.ts';
import { curveNamed, curves, okp, okpNames, type OkpName } from './curves.ts';
import { coded } from '../coded.ts';
import { jobMaker } from './jobs.ts';
import { fixedHash, hashName } from './hashes.ts';
import { keyHandle } from './keys.ts';
import { randomPrime } from './primes.ts';
import { DEFAULTS, type PssLimits } from './pss.ts';
import { randomOf, type Random } from './random.ts';

function inverse(value: bigint, modulus: bigint): bigint {
	let [a, b, x, y] = [((value % modulus) + modulus) % modulus, modulus, 1n, 0n];
	while (a > 1n) {
		const quotient = a / b;
		[a, b] = [b, a % b];
		[x, y] = [y, x - quotient * y];
	}
	return ((x % modulus) + modulus) % modulus;
}

function rsaPair(bits: number, exponent: number, random: Random): RsaKey {
	const e = BigInt(exponent);
	const fits = (value: bigint) => (value - 1n) % e !== 0n;
	for (;;) {
		const [one, other] = [
			randomPrime(Math.ceil(bits / 2), random, fits),
			randomPrime(Math.floor(bits / 2), random, fits)
		];
		if (one === other) continue;
		const [p, q] = one > other ? [one, other] : [other, one];
		const n = p * q;
		if (n.toString(2).length !== bits) continue;
		const d = inverse(e, (p - 1n) * (q - 1n));
		return { kind: 'rsa', n, e, secret: { d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi: inverse(q, p) } };
	}
}

type PssOptions = [hash: string | undefined, maskHash: string | undefined, saltLength: number | undefined];
type Encoding = [
	publicFormat?: number,
	publicType?: number,
	privateFormat?: number,
	privateType?: number,
	cipher?: string | null,
	passphrase?: unknown
];

/** What the key is to be limited to; undefined = to nothing. @throws ERR_CRYPTO_INVALID_DIGEST */
function pssLimits(...[hash, maskHash, saltLength]: PssOptions): PssLimits | undefined {
	if (hash === undefined && maskHash === undefined && saltLength === undefined) return undefined;
	const size = (name: string, what: string) => {
		const known = fixedHash(name);
		if (!known) throw coded(new TypeError(`Invalid ${what}: ${name}`), 'ERR_CRYPTO_INVALID_DIGEST');
		return known.outputLen;
	};
	const byHash = hash === undefined ? DEFAULTS.saltLength : size(hash, 'digest');
	if (maskHash !== undefined) size(maskHash, 'MGF1 digest');
	return {
		hash: hash === undefined ? DEFAULTS.hash : hashName(hash),
		maskHash: hashName(maskHash ?? hash ?? DEFAULTS.maskHash),
		saltLength: saltLength ?? byHash
	};
}

export function keyPairClasses(context: Context, shape: Binding) {
	const job = jobMaker(context.loop, shape['kCryptoJobAsync'] as number);
	const handle = keyHandle(context, shape);
	const random = randomOf(context);
	/** As the caller wants them: handles, or texts and bytes. */
	const encoded = (
		key: AsymmetricKey,
		[publicFormat, publicType, privateFormat, privateType, cipher, passphrase]: Encoding
	) => {
		const [open, secret] = [handle(publicPart(key)), handle(key)];
		const one = (which: typeof open, format?: number, type?: number, secretly = false) =>
			format === undefined
				? which
				: format === shape['kKeyFormatJWK']
					? which.exportJwk({})
					: which.export(format, type, secretly ? cipher : null, passphrase);
		return [one(open, publicFormat, publicType), one(secret, privateFormat, privateType, true)];
	};
	const okpNamed = (id: number): OkpName | undefined => {
		const constants = context.internalBinding('crypto') as Record<string, unknown>;
		return okpNames.find((name) => constants[`EVP_PKEY_${name.toUpperCase()}`] === id);
	};

	return {
		RsaKeyPairGenJob: job(
			(variant: number, bits: number, exponent: number, ...rest: [...PssOptions, ...Encoding] | Encoding) => {
				if (variant !== shape['kKeyVariantRSA_PSS'])
					return () => encoded(rsaPair(bits, exponent, random), rest as Encoding);
				const [hash, maskHash, saltLength, ...encoding] = rest as [...PssOptions, ...Encoding];
				const limits = pssLimits(hash, maskHash, saltLength);
				return () => encoded({ ...rsaPair(bits, exponent, random), kind: 'rsa-pss', limits }, encoding);
			}
		),
		EcKeyPairGenJob: job((name: string, _parameters: number, ...encoding: Encoding) => {
			const curve = curveNamed(name);
			if (!curve) throw coded(new TypeError('Invalid EC curve name'), 'ERR_CRYPTO_INVALID_CURVE');
			const { utils, lengths } = curves[curve].curve;
			return () =>
				encoded(
					ecKey(curve, utils.randomSecretKey(random(lengths.seed ?? 2 * curves[curve].size))),
					encoding
				);
		}),
		NidKeyPairGenJob: job((id: number, ...encoding: Encoding) => {
			const kind = okpNamed(id);
			if (!kind) throw new Error(`not supported in the browser: keys of type ${id}`);
			return () => encoded(okpKey(kind, random(okp[kind].size)), encoding);
		}),
		SecretKeyGenJob: job((bits: number) => () => handle(random(bits / 8)))
	};
}
