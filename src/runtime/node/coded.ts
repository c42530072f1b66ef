/** An error as Node's library throws it, with its code: https://nodejs.org/api/errors.html#nodejs-error-codes */
export const coded = <E extends Error>(error: E, code: string): E => Object.assign(error, { code });
