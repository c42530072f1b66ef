/** package.json files for Node's resolvers. https://nodejs.org/api/packages.html */
import type { BindingFactory, Context } from '../context.ts';

/** [name, main, type, imports, exports, path], as package_json_reader.js takes them apart. */
type Serialized = [
	name: string | undefined,
	main: string | undefined,
	type: string,
	imports: string | undefined,
	exports: string | undefined,
	path: string
];

const decoder = new TextDecoder();

function field(value: unknown): string | undefined {
	if (typeof value === 'string') return JSON.stringify(value);
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
}

/** exports may be a plain string; the reader tells it by its first character. */
function exportsField(value: unknown): string | undefined {
	return typeof value === 'string' ? value : field(value);
}

function invalidConfig(path: string, base: string | undefined, message: string): Error {
	const error = new Error(
		`Invalid package config ${path}${base ? ` while importing ${base}` : ''}.${message ? ` ${message}` : ''}`
	);
	return Object.assign(error, { code: 'ERR_INVALID_PACKAGE_CONFIG' });
}

function serialize(path: string, text: string, base?: string): Serialized {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (error) {
		throw invalidConfig(path, base, error instanceof Error ? error.message : '');
	}
	// What Object.prototype has is none of the package's.
	const json: Record<string, unknown> = {
		...(Object(parsed) as object),
		__proto__: null
	} as Record<string, unknown>;
	const text_ = (value: unknown) => (typeof value === 'string' ? value : undefined);
	const type = json['type'] === 'module' || json['type'] === 'commonjs' ? json['type'] : 'none';
	return [
		text_(json['name']),
		text_(json['main']),
		type,
		field(json['imports']),
		exportsField(json['exports']),
		path
	];
}

class Packages {
	readonly #context: Context;
	readonly #cache = new Map<string, { version: number; config: Serialized | undefined }>();

	constructor(context: Context) {
		this.#context = context;
	}

	/** undefined where there is no such file. */
	read(path: string, base?: string): Serialized | undefined {
		const { files } = this.#context;
		const version = files.version();
		const cached = this.#cache.get(path);
		if (cached?.version === version) return cached.config;
		const ino = files.kindAt(path) === 0 ? files.find(path, true) : 0;
		const config = ino ? serialize(path, decoder.decode(files.readFile(ino)), base) : undefined;
		this.#cache.set(path, { version, config });
		return config;
	}

	/** The nearest package.json at or above the folder of `path`, not beyond node_modules. */
	nearest(path: string): Serialized | undefined {
		for (let at = path; at.includes('/');) {
			at = at.slice(0, at.lastIndexOf('/'));
			if (at.endsWith('/node_modules')) return undefined;
			const config = this.read(`${at}/package.json`);
			if (config) return config;
		}
		return undefined;
	}
}

export const modules: BindingFactory = (context) => {
	const packages = new Packages(context);
	const pathOf = (url: string) => {
		if (!url.startsWith('file:')) return null;
		try {
			return decodeURIComponent(new context.native.URL(url).pathname);
		} catch {
			return null; // not a URL of a file
		}
	};
	return {
		readPackageJSON: (path: string, _isEsm?: boolean, base?: string) => packages.read(path, base),
		getNearestParentPackageJSON: (path: string) => packages.nearest(path),
		getNearestParentPackageJSONType: (path: string) => packages.nearest(path)?.[2] ?? 'none',
		/** The config, or the path where the root's would be. */
		getPackageScopeConfig(url: string) {
			const path = pathOf(url);
			return (path && packages.nearest(path)) || '/package.json';
		},
		getPackageType(url: string) {
			const path = pathOf(url);
			return path ? packages.nearest(path)?.[2] : undefined;
		},
		enableCompileCache: () => [0],
		getCompileCacheDir: () => undefined,
		flushCompileCache() {},
		/** import.meta.dirname and .filename */
		setLazyPathHelpers(meta: object, url: string) {
			const filename = pathOf(url);
			if (filename === null) return;
			const dirname = filename.slice(0, Math.max(1, filename.lastIndexOf('/')));
			Object.assign(meta, { dirname, filename });
		}
	};
};
