/** A text field with its error below it, also for screen readers. */
import { TextControl } from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Problem } from './values.ts';

/** What to enter instead. */
export function advice( problem: Problem ): string {
	switch ( problem ) {
		case 'number':
			return __( 'Write a number like 12.50, with a point and not below zero.', 'duet-for-tiktok' );
		case 'integer':
			return __( 'Write a whole number like 3.', 'duet-for-tiktok' );
		case 'boolean':
			return __( 'Write yes or no.', 'duet-for-tiktok' );
		case 'currency':
			return __( 'Write the three letters of the currency, like EUR.', 'duet-for-tiktok' );
		case 'missing':
			return __( 'This event needs it.', 'duet-for-tiktok' );
		case 'unknown':
			return __( 'This event does not take it. Remove it.', 'duet-for-tiktok' );
		case 'person':
			return __( 'TikTok forbids personal data here. Duet sends it hashed, where you allow it.', 'duet-for-tiktok' );
		case 'own':
			return __( 'Use letters, digits and "_" for the name, and a short text as its value.', 'duet-for-tiktok' );
		default:
			return __( 'Write a short text.', 'duet-for-tiktok' );
	}
}

interface Props {
	readonly label: string;
	readonly value: string;
	onChange( value: string ): void;
	readonly help?: ReactNode;
	/** What is wrong, if it counts as an error. */
	readonly error?: string | undefined;
	readonly placeholder?: string;
	readonly numeric?: boolean;
}

export function Field( { label, value, onChange, help, error, placeholder, numeric = false }: Props ) {
	const id = useInstanceId( Field, 'duet-field' );
	return (
		<div className={ `duet-panel__field${ error === undefined ? '' : ' is-wrong' }` }>
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				id={ String( id ) }
				label={ label }
				value={ value }
				onChange={ onChange }
				placeholder={ placeholder }
				inputMode={ numeric ? 'decimal' : 'text' }
				autoComplete="off"
				spellCheck={ false }
				help={ error === undefined ? help : undefined }
				{ ...( error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${ id }-error` } ) }
			/>
			{ error !== undefined && (
				<p className="duet-panel__error" id={ `${ id }-error` }>
					{ error }
				</p>
			) }
		</div>
	);
}
