/** What a field is set to unless the merchant changes it, and the way back to that. */
import { Button } from '@wordpress/components';
import { createContext, useContext } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';

export interface Defaults {
	/** The default of the setting at a dotted path; undefined if it has none. */
	of( path: string ): unknown;
	reset( path: string ): void;
}

/** Null where fields belong to no settings page. */
export const DefaultsContext = createContext< Defaults | null >( null );

interface Props {
	readonly path: string;
	/** Of the field, to name the button for screen readers. */
	readonly label: string;
	readonly value: unknown;
	/** The default in words; '' if it goes without saying. */
	readonly words: ( value: unknown ) => string;
	/** Says the default only once the field differs from it. */
	readonly quiet?: boolean;
}

export function Default( { path, label, value, words, quiet = false }: Props ) {
	const defaults = useContext( DefaultsContext );
	const usual = defaults?.of( path );
	const text = usual === undefined ? '' : words( usual );
	// Compared in words: a number is edited as text, a list as one line.
	const differs = text !== words( value );
	if ( defaults === null || text === '' || ( quiet && ! differs ) ) {
		return null;
	}
	return (
		<p className="duet-help duet-default">
			{
				/* translators: %s: the value of a setting, for example "When it is paid". */
				sprintf( __( 'Default: %s', 'duet-for-tiktok' ), text )
			}
			{ differs && (
				<>
					{ ' · ' }
					<Button
						variant="link"
						/* translators: %s: name of a setting. */
						aria-label={ sprintf( __( 'Reset to default: %s', 'duet-for-tiktok' ), label ) }
						onClick={ () => defaults.reset( path ) }
					>
						{ __( 'Reset to default', 'duet-for-tiktok' ) }
					</Button>
				</>
			) }
		</p>
	);
}
