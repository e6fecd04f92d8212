import type { Errors } from '../settings/settings.ts';
import { focusField } from './fields.tsx';

interface Props {
	readonly message: string;
	readonly errors: Errors;
}

/**
 * Everything that was refused, in one place; each line leads to its field. Plain markup: WordPress's Notice reads its
 * children aloud by rendering them a second time, which components with hooks do not survive.
 */
export function Problems( { message, errors }: Props ) {
	return (
		<div className="notice notice-error inline duet-problems">
			<p>{ message }</p>
			<ul>
				{ Object.entries( errors ).map( ( [ path, text ] ) => (
					<li key={ path }>
						<button type="button" className="button-link" onClick={ () => focusField( path ) }>
							{ text }
						</button>
					</li>
				) ) }
			</ul>
		</div>
	);
}
