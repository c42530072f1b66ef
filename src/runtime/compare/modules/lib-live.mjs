export let count = 0;
export const add = () => ++count;
export default class Thing {}
