/** "Tracked form": a group around any form. Its content stays as it is; PHP passes the event to the script. */
import { useBlockProps, useInnerBlocksProps } from '@wordpress/block-editor';
import { createBlock, registerBlockType, type Block, type BlockConfiguration } from '@wordpress/blocks';
import { __ } from '@wordpress/i18n';
import { EventSettings, type EventAttributes } from '../event-settings.tsx';
import metadata from './block.json';

interface Attributes extends EventAttributes, Record< string, unknown > {}

interface EditProps {
	readonly attributes: Attributes;
	setAttributes( attributes: Partial< Attributes > ): void;
}

/** Blocks that are forms or may contain one, so they can be wrapped with two clicks. */
const FORMS = [
	'core/form',
	'core/html',
	'core/shortcode',
	'contact-form-7/contact-form-selector',
	'wpforms/form-selector',
	'ninja-forms/form',
	'fluentfom/guten-block',
	'formidable/simple-form',
	'forminator/forms',
	'gravityforms/form',
];

function Edit( { attributes, setAttributes }: EditProps ) {
	const hint = __( 'Put your form in here: type / and choose the block of your form plugin, or a shortcode or HTML.', 'duet-for-tiktok' );
	const inner = useInnerBlocksProps( useBlockProps(), { template: [ [ 'core/paragraph', { placeholder: hint } ] ], templateLock: false } );
	return (
		<>
			<div { ...inner } />
			<EventSettings attributes={ attributes } on="submit" open setAttributes={ setAttributes } />
		</>
	);
}

const Saved = () => <div { ...useInnerBlocksProps.save( useBlockProps.save() ) } />;

const icon = (
	<svg viewBox="0 0 24 24" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false">
		<path d="M4 4h11v1.500H5.500v13h13V9H20v11H4V4zm3.500 6h6v1.500h-6V10zm0 4h9v1.500h-9V14z" />
		<path d="M18 2v1.500A2.500 2.500 0 0 1 20.500 6H22a4 4 0 0 0-4-4zm0 3v3h3a3 3 0 0 0-3-3z" />
	</svg>
);

/** A block of that kind, unchanged, within a tracked form. */
const around = ( name: string ) => ( attributes: object | object[], inner: Block[] | Block[][] ) =>
	createBlock( metadata.name, {}, [ createBlock( name, Array.isArray( attributes ) ? { ...attributes[ 0 ] } : { ...attributes }, inner.flat() ) ] );

// WordPress's types do not yet include everything that block.json may contain.
const definition: unknown = metadata;

export const registerForm = () =>
	registerBlockType( definition as BlockConfiguration< Attributes >, {
		icon,
		edit: Edit,
		save: Saved,
		transforms: {
			from: FORMS.map( ( name ) => ( { type: 'block' as const, blocks: [ name ], transform: around( name ) } ) ),
		},
	} );
