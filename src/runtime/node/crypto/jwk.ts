/** Keys as JSON Web Keys. https://www.rfc-editor.org/rfc/rfc7518#section-6 */
import { coded } from '../coded.ts';
import { decode, encode } from '../encoding.ts';
import { ecKey, isRsa, okpKey, type AsymmetricKey } from './asymmetric.ts';
import { curveNamed, curves, okp, okpNames, type CurveName } from './curves.ts';
import { toBigInt, toBytes } from './der.ts';

type Jwk = Record<string, string>;

const text = (bytes: Uint8Array): string => decode(bytes, 'base64url');
const number = (value: bigint): string => text(toBytes(value));
const bytes = (jwk: Jwk, field: string): Uint8Array => encode(jwk[field] ?? '', 'base64url');
const value = (jwk: Jwk, field: string): bigint => toBigInt(bytes(jwk, field));

/** In the order in which Node writes them. */
export function exportJwk(key: AsymmetricKey): Jwk {
	if (key.kind === 'rsa-pss')
		throw coded(new Error('Unsupported JWK Key Type.'), 'ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE');
	if (isRsa(key)) {
		const { n, e, secret } = key;
		const shared = { kty: 'RSA', n: number(n), e: number(e) };
		if (!secret) return shared;
		const { d, p, q, dp, dq, qi } = secret;
		return {
			...shared,
			d: number(d),
			p: number(p),
			q: number(q),
			dp: number(dp),
			dq: number(dq),
			qi: number(qi)
		};
	}
	if (key.kind === 'ec') {
		const { jwk, size } = curves[key.curve];
		if (!jwk)
			throw coded(new Error(`Unsupported JWK EC curve: ${key.curve}.`), 'ERR_CRYPTO_JWK_UNSUPPORTED_CURVE');
		const [x, y] = [key.point.slice(1, 1 + size), key.point.slice(1 + size)];
		return { kty: 'EC', x: text(x), y: text(y), crv: jwk, ...(key.secret && { d: text(key.secret) }) };
	}
	return {
		crv: okp[key.kind].jwk,
		...(key.secret && { d: text(key.secret) }),
		x: text(key.point),
		kty: 'OKP'
	};
}

const invalid = (kind: unknown) =>
	coded(new TypeError(`Invalid JWK ${String(kind)} key`), 'ERR_CRYPTO_INVALID_JWK');

function need(jwk: Jwk, fields: string[]): void {
	if (fields.some((field) => typeof jwk[field] !== 'string')) throw invalid(jwk['kty']);
}

/** @throws where it is none of the curve */
function pointOf(curve: CurveName, x: bigint, y: bigint): Uint8Array {
	const { curve: of, size } = curves[curve];
	try {
		return of.Point.fromBytes(Uint8Array.from([4, ...toBytes(x, size), ...toBytes(y, size)])).toBytes(false);
	} catch {
		throw invalid('EC');
	}
}

export const importJwk = {
	secret: (jwk: Jwk): Uint8Array => bytes(jwk, 'k'),
	/** undefined = of a kind that there is not. */
	key(jwk: Jwk, namedCurve?: string): AsymmetricKey | undefined {
		const isPrivate = jwk['d'] !== undefined;
		if (jwk['kty'] === 'RSA') {
			need(jwk, ['n', 'e', ...(isPrivate ? ['p', 'q', 'dp', 'dq', 'qi'] : [])]);
			const [d, p, q, dp, dq, qi] = ['d', 'p', 'q', 'dp', 'dq', 'qi'].map((field) => value(jwk, field));
			const secret = { d: d ?? 0n, p: p ?? 0n, q: q ?? 0n, dp: dp ?? 0n, dq: dq ?? 0n, qi: qi ?? 0n };
			return { kind: 'rsa', n: value(jwk, 'n'), e: value(jwk, 'e'), secret: isPrivate ? secret : null };
		}
		if (jwk['kty'] === 'EC') {
			const curve = curveNamed(namedCurve ?? jwk['crv'] ?? '');
			if (!curve) return undefined;
			need(jwk, ['x', 'y']);
			const point = pointOf(curve, value(jwk, 'x'), value(jwk, 'y'));
			return isPrivate ? ecKey(curve, bytes(jwk, 'd')) : { kind: 'ec', curve, point, secret: null };
		}
		const kind = okpNames.find((name) => okp[name].jwk === jwk['crv']);
		if (!kind) return undefined;
		return isPrivate ? okpKey(kind, bytes(jwk, 'd')) : { kind, point: bytes(jwk, 'x'), secret: null };
	}
};
