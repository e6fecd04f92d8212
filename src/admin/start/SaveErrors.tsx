import type { Errors } from '../../settings/settings.ts';

/** What kept a step from being saved. Errors of fields are beside their fields too. */
export function SaveErrors( { message, errors }: { readonly message: string; readonly errors: Errors } ) {
	return (
		<div className="notice notice-error inline" role="alert">
			<p>{ message }</p>
			{ Object.keys( errors ).length > 0 && (
				<ul>
					{ Object.entries( errors ).map( ( [ path, text ] ) => (
						<li key={ path }>{ text }</li>
					) ) }
				</ul>
			) }
		</div>
	);
}
