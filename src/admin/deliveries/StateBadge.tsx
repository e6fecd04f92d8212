import type { State } from './client.ts';
import { stateWords } from './words.ts';

/** A state as a badge; its words say what the colour says. */
export function StateBadge( { state }: { readonly state: State } ) {
	return <span className={ `duet-state is-${ state }` }>{ stateWords()[ state ].label }</span>;
}
