export const name = 'beside the function';
