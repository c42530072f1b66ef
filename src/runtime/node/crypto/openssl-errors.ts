/**
 * An error of OpenSSL's, as Node passes it on: https://nodejs.org/api/errors.html#openssl-error-codes
 *
 * @param number OpenSSL's, in hexadecimal
 * @param part what its code names before the reason: "RSA_", "EVP_"; mostly nothing
 */
export function opensslError(number: string, library: string, reason: string, part = ''): Error {
	const code = `ERR_OSSL_${part}${reason.toUpperCase().replaceAll(' ', '_')}`;
	return Object.assign(new Error(`error:${number}:${library}::${reason}`), { library, reason, code });
}

/** Of an algorithm that OpenSSL knows but does not make any more. */
export const retiredError = () =>
	opensslError('0308010C', 'digital envelope routines', 'unsupported', 'EVP_');
