/** The fields of an event's parameters: common ones are visible, the others appear with a button. */
import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { paramLabels, type TypedParam } from '../events/param-labels.ts';
import type { EditorFacts } from './facts.ts';
import { advice, Field } from './field.tsx';
import { find, isOwn, kindOf, listsCurrency, required, typedParams } from '../events/lookup.ts';
import { nameProblem, type Problem } from './values.ts';

interface Props {
	readonly event: string;
	readonly params: Readonly< Record< string, unknown > >;
	readonly problems: Readonly< Record< string, Problem > >;
	readonly facts: EditorFacts;
	change( params: Readonly< Record< string, unknown > > ): void;
}

const MAIN: readonly TypedParam[] = [ 'value', 'currency', 'content_id', 'content_ids', 'content_name', 'search_string' ];

const textOf = ( value: unknown ): string => ( Array.isArray( value ) ? value.join( ', ' ) : value === undefined || value === null ? '' : String( value ) );

const has = ( params: Props[ 'params' ], name: string ): boolean => textOf( params[ name ] ) !== '';

export function ParamFields( { event, params, problems, facts, change }: Props ) {
	const [ all, setAll ] = useState( false );
	const known = find( event );
	const own = isOwn( event );
	const fixed: readonly TypedParam[] = known === undefined ? [ 'value', 'currency' ] : typedParams( known );
	const must: readonly string[] = known === undefined ? [] : required( known );
	const shown = fixed.filter( ( name ) => all || MAIN.includes( name ) || must.includes( name ) || has( params, name ) );
	const order = ( name: TypedParam ) => ( MAIN.includes( name ) ? MAIN.indexOf( name ) : MAIN.length );
	const more = fixed.length - shown.length;
	// Parameters that an earlier version or another event left in the post must be visible, so that authors can remove
	// them.
	const odd = Object.keys( params ).filter( ( name ) => ! fixed.some( ( one ) => one === name ) );

	const set = ( name: string, value: string ) => {
		const { [ name ]: _old, ...rest } = params;
		change( value === '' ? rest : { ...rest, [ name ]: value } );
	};
	const field = ( name: TypedParam ) => (
		<Param key={ name } name={ name } value={ textOf( params[ name ] ) } problem={ problems[ name ] } must={ must.includes( name ) } facts={ facts } onChange={ ( value ) => set( name, value ) } withValue={ has( params, 'value' ) } />
	);
	const money: readonly TypedParam[] = shown.filter( ( name ) => name === 'value' || name === 'currency' );
	return (
		<>
			{ money.length > 0 && <div className="duet-panel__pair">{ [ ...money ].sort( ( a, b ) => order( a ) - order( b ) ).map( field ) }</div> }
			{ [ ...shown ].filter( ( name ) => ! money.includes( name ) ).sort( ( a, b ) => order( a ) - order( b ) ).map( field ) }
			{ odd.map( ( name ) => (
				<div key={ name } className="duet-panel__own">
					<Field label={ name } value={ textOf( params[ name ] ) } onChange={ ( value ) => change( { ...params, [ name ]: value } ) } error={ problems[ name ] && advice( problems[ name ] ) } />
					<Button
						icon="trash"
						size="small"
						label={
							/* translators: %s: name of a parameter. */
							sprintf( __( 'Remove %s', 'duet-for-tiktok' ), name )
						}
						onClick={ () => set( name, '' ) }
					/>
				</div>
			) ) }
			{ more > 0 && (
				<Button variant="link" className="duet-panel__more" onClick={ () => setAll( true ) }>
					{
						/* translators: %d: a number. */
						sprintf( __( 'More parameters (%d)', 'duet-for-tiktok' ), more )
					}
				</Button>
			) }
			{ own && <OwnParam taken={ Object.keys( params ) } add={ ( name, value ) => change( { ...params, [ name ]: value } ) } /> }
		</>
	);
}

interface ParamProps {
	readonly name: TypedParam;
	readonly value: string;
	readonly problem: Problem | undefined;
	readonly must: boolean;
	readonly facts: EditorFacts;
	readonly withValue: boolean;
	onChange( value: string ): void;
}

function Param( { name, value, problem, must, facts, withValue, onChange }: ParamProps ) {
	const { label, help } = paramLabels()[ name ];
	const kind = kindOf( name );
	const lacking = name === 'currency' && withValue && value === '';
	const unlisted = name === 'currency' && problem === undefined && value !== '' && ! listsCurrency( value.toUpperCase() );
	return (
		<Field
			label={
				must
					? /* translators: %s: name of a field. */
					  sprintf( __( '%s (needed)', 'duet-for-tiktok' ), label )
					: label
			}
			value={ value }
			onChange={ ( text ) => onChange( kind === 'currency' ? text.toUpperCase() : text ) }
			numeric={ kind === 'number' || kind === 'integer' }
			{ ...( name === 'currency' ? { placeholder: facts.currency || 'EUR' } : {} ) }
			error={ problem === undefined ? undefined : advice( problem ) }
			help={
				lacking
					? __( 'TikTok counts the value only with a currency.', 'duet-for-tiktok' )
					: unlisted
					? __( 'TikTok does not list this currency and may ignore it.', 'duet-for-tiktok' )
					: help
			}
		/>
	);
}

/** An author's own parameter joins the others once it has a name. */
function OwnParam( { taken, add }: { readonly taken: readonly string[]; add( name: string, value: string ): void } ) {
	const [ name, setName ] = useState( '' );
	const [ value, setValue ] = useState( '' );
	const problem = name === '' ? undefined : kindOf( name ) === 'contents' ? 'unknown' : kindOf( name ) === undefined ? nameProblem( name ) : undefined;
	const twice = taken.includes( name );
	return (
		<fieldset className="duet-panel__new">
			<legend>{ __( 'Your own parameter', 'duet-for-tiktok' ) }</legend>
			<div className="duet-panel__pair">
				<Field
					label={ __( 'Name', 'duet-for-tiktok' ) }
					value={ name }
					onChange={ setName }
					placeholder="level_number"
					error={ twice ? __( 'It is there already.', 'duet-for-tiktok' ) : problem && advice( problem ) }
				/>
				<Field label={ __( 'Value', 'duet-for-tiktok' ) } value={ value } onChange={ setValue } />
			</div>
			<Button
				variant="secondary"
				size="compact"
				disabled={ name === '' || value.trim() === '' || twice || problem !== undefined }
				onClick={ () => {
					add( name, value.trim() );
					setName( '' );
					setValue( '' );
				} }
			>
				{ __( 'Add', 'duet-for-tiktok' ) }
			</Button>
		</fieldset>
	);
}
