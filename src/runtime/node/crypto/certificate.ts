/** A certificate, read. https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
import {
	DerError,
	expect,
	readAll,
	readFirst,
	readOid,
	readSequence,
	TAG,
	toBigInt,
	write,
	type Node
} from './der.ts';

/** `value` as it stands there: a string of some kind. */
export type Attribute = { id: string; value: Node };
/** Mostly one attribute for each part; what stands in one part belongs together. */
export type Name = Attribute[][];
export type Certificate = {
	der: Uint8Array;
	/** What the signature is over. */
	signed: Uint8Array;
	serial: bigint;
	issuer: Name;
	subject: Name;
	from: Node;
	to: Node;
	/** SPKI. */
	key: Uint8Array;
	/** Object identifier -> the DER of its value. */
	extensions: Map<string, Uint8Array>;
	algorithm: { id: string; parameters: Node | undefined };
	signature: Uint8Array;
};

const context = (number: number) => 0xa0 + number;

export function readName(bytes: Uint8Array): Name {
	return readAll(bytes).map((part) =>
		readAll(expect(part, TAG.set)).map((attribute) => {
			const [id, value] = readAll(expect(attribute, TAG.sequence));
			if (!value) throw new DerError('a name has no value');
			return { id: readOid(expect(id, TAG.oid)), value };
		})
	);
}

/** Two's complement. */
function signedInteger(bytes: Uint8Array): bigint {
	return BigInt.asIntN(bytes.length * 8, toBigInt(bytes));
}

function readExtensions(node: Node | undefined): Map<string, Uint8Array> {
	const extensions = new Map<string, Uint8Array>();
	if (!node) return extensions;
	for (const extension of readSequence(node.bytes)) {
		const [id, ...rest] = readAll(expect(extension, TAG.sequence));
		const name = readOid(expect(id, TAG.oid));
		if (!extensions.has(name)) extensions.set(name, expect(rest.at(-1), TAG.octets));
	}
	return extensions;
}

/** Bytes behind it are not looked at. @throws DerError */
export function readCertificate(bytes: Uint8Array): Certificate {
	const whole = readFirst(bytes);
	const [signed, algorithm, signature] = readAll(expect(whole, TAG.sequence));
	const fields = readAll(expect(signed, TAG.sequence));
	if (fields[0]?.tag === context(0)) fields.shift();
	const [serial, , issuer, validity, subject, key, ...more] = fields;
	const [from, to] = readAll(expect(validity, TAG.sequence));
	const [id, parameters] = readAll(expect(algorithm, TAG.sequence));
	if (!from || !to) throw new DerError('it has no dates');
	return {
		der: write(TAG.sequence, whole.bytes),
		signed: write(TAG.sequence, expect(signed, TAG.sequence)),
		serial: signedInteger(expect(serial, TAG.integer)),
		issuer: readName(expect(issuer, TAG.sequence)),
		subject: readName(expect(subject, TAG.sequence)),
		from,
		to,
		key: write(TAG.sequence, expect(key, TAG.sequence)),
		extensions: readExtensions(more.find(({ tag }) => tag === context(3))),
		algorithm: { id: readOid(expect(id, TAG.oid)), parameters },
		signature: expect(signature, TAG.bits).subarray(1)
	};
}
