/** The JSON that PHP prints for somebody who tries rules (Rules\TryOut). */
import type { Binding } from '../browser/page-json.ts';

export interface TriedRule {
	readonly id: string;
	readonly label: string;
	readonly on: boolean;
	/** Whether its pattern is this page's. */
	readonly here: boolean;
	/** null: it has a mistake. */
	readonly binding: Binding | null;
}

export interface TryJson {
	readonly rules: readonly TriedRule[];
	/** Address of the screen. */
	readonly settings: string;
	/** Parameters that the relay believes only when they are signed. */
	readonly signed: readonly string[];
	/** Everything the panel says, in the user's language. */
	readonly words: Readonly< Record< string, string > >;
}
