/** The few kinds of fields this screen has. Each carries its error: marked for screen readers, shown beside it. */
import { SelectControl, TextControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import type { Errors } from '../../settings/settings.ts';
import { Default } from './defaults.tsx';

interface FieldProps {
	/** Dotted path in the settings: where errors are looked up and focus finds the field. */
	readonly path: string;
	readonly errors: Errors;
	readonly label: string;
	readonly help?: ReactNode;
}

export const fieldId = ( path: string ): string => `duet-${ path.replaceAll( '.', '-' ) }`;

/** Ties the field to its help and its error. */
function described( { path, errors, help }: FieldProps ) {
	const id = fieldId( path );
	const wrong = errors[ path ] !== undefined;
	const by = [ ...( help === undefined ? [] : [ `${ id }__help` ] ), ...( wrong ? [ `${ id }__error` ] : [] ) ];
	return {
		'data-path': path,
		...( wrong ? { 'aria-invalid': true } : {} ),
		...( by.length === 0 ? {} : { 'aria-describedby': by.join( ' ' ) } ),
	};
}

export function FieldError( { path, errors }: Pick< FieldProps, 'path' | 'errors' > ) {
	const text = errors[ path ];
	return text === undefined ? null : (
		<p className="duet-error" id={ `${ fieldId( path ) }__error` }>
			{ text }
		</p>
	);
}

interface TextFieldProps extends FieldProps {
	readonly value: string;
	onChange( value: string ): void;
	readonly type?: 'text' | 'password';
	readonly placeholder?: string;
	readonly onBlur?: () => void;
}

export function TextField( props: TextFieldProps ) {
	const { path, errors, label, help, value, onChange, type = 'text', placeholder, onBlur } = props;
	return (
		<div className="duet-field duet-input">
			<TextControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				id={ fieldId( path ) }
				label={ label }
				help={ help }
				type={ type }
				value={ value }
				onChange={ onChange }
				placeholder={ placeholder }
				onBlur={ onBlur }
				autoComplete={ type === 'password' ? 'new-password' : 'off' }
				spellCheck={ false }
				{ ...described( props ) }
			/>
			<Default path={ path } label={ label } value={ type === 'password' ? undefined : value } words={ textOf } quiet />
			<FieldError path={ path } errors={ errors } />
		</div>
	);
}

/** Numbers and short texts name themselves; an empty text needs no words. */
const textOf = ( value: unknown ): string =>
	Array.isArray( value ) ? value.join( ', ' ) : typeof value === 'string' || typeof value === 'number' ? String( value ) : '';

/** A number while the text is one; anything else goes to the server as typed, which names the error. */
export const numberOf = ( text: string ): number => ( /^\d+$/.test( text.trim() ) ? Number( text ) : ( text as unknown as number ) );

interface SelectFieldProps extends FieldProps {
	readonly value: string;
	readonly options: ReadonlyArray< { readonly value: string; readonly label: string } >;
	onChange( value: string ): void;
}

export function SelectField( props: SelectFieldProps ) {
	const { path, errors, label, help, value, options, onChange } = props;
	return (
		<div className="duet-field duet-input">
			<SelectControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				id={ fieldId( path ) }
				label={ label }
				help={ help }
				value={ value }
				options={ options.map( ( option ) => ( { ...option } ) ) }
				onChange={ onChange }
				{ ...described( props ) }
			/>
			<Default path={ path } label={ label } value={ value } words={ labelIn( options ) } />
			<FieldError path={ path } errors={ errors } />
		</div>
	);
}

const labelIn =
	( options: ReadonlyArray< { readonly value: string; readonly label: string } > ) =>
	( usual: unknown ): string =>
		options.find( ( { value } ) => value === usual )?.label ?? '';

interface CheckProps extends FieldProps {
	readonly checked: boolean;
	onChange( on: boolean ): void;
}

export function Check( props: CheckProps ) {
	const { path, errors, label, help, checked, onChange } = props;
	const id = fieldId( path );
	return (
		<div className="duet-field duet-option">
			<input
				type="checkbox"
				id={ id }
				checked={ checked }
				onChange={ ( event ) => onChange( event.target.checked ) }
				{ ...described( props ) }
			/>
			<label htmlFor={ id }>{ label }</label>
			{ help !== undefined && (
				<p className="duet-help" id={ `${ id }__help` }>
					{ help }
				</p>
			) }
			<Default path={ path } label={ label } value={ checked } words={ switchWords } quiet />
			<FieldError path={ path } errors={ errors } />
		</div>
	);
}

const switchWords = ( usual: unknown ): string => ( usual === true ? __( 'on', 'duet-for-tiktok' ) : __( 'off', 'duet-for-tiktok' ) );

export interface ChoiceOption< V extends string > {
	readonly value: V;
	readonly label: string;
	/** What it means for the merchant. */
	readonly help?: ReactNode;
}

interface ChoiceProps< V extends string > extends FieldProps {
	/** A value that is no option leaves all of them open. */
	readonly value: string;
	readonly options: ReadonlyArray< ChoiceOption< V > >;
	onChange( value: V ): void;
}

/** Radio buttons. WordPress's own cannot describe single options before 6.7. */
export function Choice< V extends string >( props: ChoiceProps< V > ) {
	const { path, errors, label, help, value, options, onChange } = props;
	const id = fieldId( path );
	const { 'data-path': _path, ...aria } = described( props );
	return (
		<fieldset className="duet-field duet-choice" role="radiogroup" { ...aria }>
			<legend>{ label }</legend>
			{ help !== undefined && (
				<p className="duet-help" id={ `${ id }__help` }>
					{ help }
				</p>
			) }
			{ options.map( ( option, index ) => (
				<div key={ option.value } className="duet-option">
					<input
						type="radio"
						id={ `${ id }-${ option.value }` }
						name={ id }
						// Focus goes to the one the keyboard would reach.
						{ ...( option.value === value || ( index === 0 && options.every( ( other ) => other.value !== value ) ) ? { 'data-path': path } : {} ) }
						{ ...( option.help === undefined ? {} : { 'aria-describedby': `${ id }-${ option.value }__help` } ) }
						checked={ option.value === value }
						onChange={ () => onChange( option.value ) }
					/>
					<label htmlFor={ `${ id }-${ option.value }` }>{ option.label }</label>
					{ option.help !== undefined && (
						<p className="duet-help" id={ `${ id }-${ option.value }__help` }>
							{ option.help }
						</p>
					) }
				</div>
			) ) }
			<Default path={ path } label={ label } value={ value } words={ labelIn( options ) } />
			<FieldError path={ path } errors={ errors } />
		</fieldset>
	);
}

/** Moves focus to the field at a path, or to the first below it. */
export const focusField = ( path: string ): void => focusFirst( [ path ] );

/** Moves focus to the first field, in reading order, that is at one of the paths or below. */
export function focusFirst( paths: readonly string[] ): void {
	const fields = [ ...document.querySelectorAll< HTMLElement >( '#duet-admin [data-path]' ) ];
	const under = ( at: string ) => paths.some( ( path ) => at === path || at.startsWith( `${ path }.` ) );
	fields.find( ( field ) => under( field.dataset[ 'path' ] ?? '' ) )?.focus();
}
