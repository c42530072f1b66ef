/** Where the page's imports come from. */
export { publicServices, type Services } from '#repo/import/services.ts';
