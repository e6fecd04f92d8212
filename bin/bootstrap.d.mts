/** Types of bootstrap.mjs, which must run before there is a compiler. */
export class Problem extends Error {}
export function prepare( wants: { browser: boolean; mariadb: boolean } ): Promise<void>;
export function say( text: string ): void;
export function entry( main: () => Promise<number> ): Promise<void>;
