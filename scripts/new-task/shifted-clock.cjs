// Preloaded into a process: its clock is TABGYM_CLOCK_SHIFT milliseconds off.
const Real = Date;
const shift = Number(process.env.TABGYM_CLOCK_SHIFT);
const now = () => Real.now() + shift;

function Shifted(...values) {
	if (!new.target) return new Real(now()).toString();
	return Reflect.construct(
		Real,
		values.length > 0 ? values : [now()],
		new.target === Shifted ? Real : new.target
	);
}
Object.defineProperties(Shifted, Object.getOwnPropertyDescriptors(Real));
Shifted.now = now;
Object.defineProperty(Real.prototype, 'constructor', { value: Shifted, writable: true, configurable: true });
globalThis.Date = Shifted;
