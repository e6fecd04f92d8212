/** The JSON that PHP prints for an administrator who tries rules (Rules\TryOut). */
import type { Binding } from '../browser/page-json.ts';

export interface TriedRule {
	readonly id: string;
	readonly label: string;
	readonly on: boolean;
	/** Whether the address of this page matches its pattern. */
	readonly here: boolean;
	/** null: it has an error. */
	readonly binding: Binding | null;
}

export interface TryJson {
	readonly rules: readonly TriedRule[];
	/** Address of the settings screen. */
	readonly settings: string;
	/** Parameters that the relay accepts only with a signature. */
	readonly signed: readonly string[];
	/** All texts of the panel, in the user's language. */
	readonly words: Readonly< Record< string, string > >;
}
