/**
 * settings.json -> one readonly PHP class for each group of settings, and one that holds them all. Property names are
 * the schema's, types are PHPStan's. `npm run types` writes them.
 */

/** The part of JSON Schema that settings.json uses. */
export interface Schema {
	readonly type?: string;
	readonly enum?: readonly string[];
	readonly items?: Schema;
	readonly properties?: Readonly< Record< string, Schema > >;
	readonly additionalProperties?: boolean | Schema;
	readonly required?: readonly string[];
	readonly default?: unknown;
	readonly description?: string;
}

const NOTE = 'Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.';

/** Folder and namespace of the generated classes. */
export const FOLDER = 'includes/Settings/Values';

/** "data_layer" -> "DataLayerSettings" */
const className = ( group: string ): string =>
	group.replace( /(?:^|_)(\w)/g, ( _, letter: string ) => letter.toUpperCase() ) + 'Settings';

const hasOwnClass = ( schema: Schema ): boolean => schema.type === 'object' && schema.properties !== undefined;

/** The native type of a property. */
function nativeType( schema: Schema ): string {
	const types: Record< string, string > = {
		string: 'string',
		boolean: 'bool',
		integer: 'int',
		array: 'array',
		object: 'array',
	};
	const type = types[ schema.type ?? '' ];
	if ( type === undefined ) {
		throw new Error( `settings.json: no PHP type for ${ JSON.stringify( schema ) }` );
	}
	return type;
}

/**
 * PHPStan's type of a value as Settings::all() returns it. The values are complete, so a property is present if it is
 * required or has a default; an entry of a map may lack what was not set.
 */
function stanType( schema: Schema, indent = '' ): string {
	if ( schema.enum ) {
		const values = schema.enum.map( ( value ) => `'${ value }'` );
		// A long list would not fit on one line, and PHPStan reads no union of several lines.
		return values.join( '|' ).length > 70 ? 'string' : values.join( '|' );
	}
	if ( schema.type === 'array' ) {
		return `list<${ stanType( schema.items ?? {}, indent ) }>`;
	}
	if ( schema.properties ) {
		const inner = `${ indent }    `;
		const rows = Object.entries( schema.properties ).map( ( [ name, property ] ) => {
			const isThere = property.default !== undefined || schema.required?.includes( name );
			return `${ inner }${ name }${ isThere ? '' : '?' }: ${ stanType( property, inner ) },`;
		} );
		return `array{\n${ rows.join( '\n' ) }\n${ indent }}`;
	}
	if ( typeof schema.additionalProperties === 'object' ) {
		return `array<string, ${ stanType( schema.additionalProperties, indent ) }>`;
	}
	return nativeType( schema );
}

/** A docblock whose lines may hold types of several lines. */
const docblock = ( lines: readonly string[], indent: string ): string =>
	[ '/**', ...lines.flatMap( ( line ) => line.split( '\n' ) ).map( ( line ) => ` * ${ line }`.trimEnd() ), ' */' ]
		.map( ( line ) => indent + line )
		.join( '\n' );

const valuesOf = ( group: string ): string => group.replace( /Settings$/, 'Values' );

/** The type of a property in the shape of its class: the type of a group is imported from the group's own class. */
const shapeType = ( key: string, schema: Schema ): string =>
	hasOwnClass( schema ) ? valuesOf( className( key ) ) : stanType( schema, '    ' );

/** One readonly class with a constructor and from(). */
function classFile( name: string, summary: string, properties: Readonly< Record< string, Schema > > ): string {
	const entries = Object.entries( properties );
	const rows = entries.map( ( [ key, schema ] ) => `    ${ key }: ${ stanType( schema, '    ' ) },` );
	const shape = [ '@phpstan-type Values array{', ...rows, '}' ];
	const params = entries.map( ( [ key, schema ] ) => `\t\tpublic readonly ${ nativeType( schema ) } $${ key },` );
	// The native type says enough about a number without a description.
	const isTold = ( schema: Schema ): boolean => schema.description !== undefined || stanType( schema ) !== nativeType( schema );
	const docs = entries
		.filter( ( [ , schema ] ) => isTold( schema ) )
		.map( ( [ key, schema ] ) => `@param ${ stanType( schema ) } $${ key } ${ schema.description ?? '' }`.trimEnd() );
	const fields = entries.map( ( [ key ] ) => `\t\t\t$values['${ key }'],` );
	return `<?php
declare(strict_types=1);

namespace Duet\\Settings\\Values;

defined( 'ABSPATH' ) || exit;

${ docblock( [ summary, NOTE, '', ...shape ], '' ) }
final class ${ name } {

${ docs.length === 0 ? '' : `${ docblock( docs, '\t' ) }\n` }	public function __construct(
${ params.join( '\n' ) }
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
${ fields.join( '\n' ) }
		);
	}
}
`;
}

/** The class that holds all of them. A group is made when it is first read, because most requests need few of them. */
function valuesFile( properties: Readonly< Record< string, Schema > > ): string {
	const entries = Object.entries( properties );
	const groups = entries.filter( ( [ , schema ] ) => hasOwnClass( schema ) ).map( ( [ key ] ) => [ key, className( key ) ] as const );
	const imports = groups.map( ( [ , group ] ) => `@phpstan-import-type Values from ${ group } as ${ valuesOf( group ) }` );
	const rows = entries.map( ( [ key, schema ] ) => `    ${ key }: ${ shapeType( key, schema ) },` );
	const shape = [ '@phpstan-type Values array{', ...rows, '}' ];
	const reads = entries.map( ( [ key, schema ] ) =>
		`@property-read ${ hasOwnClass( schema ) ? className( key ) : stanType( schema ) } $${ key } ${ hasOwnClass( schema ) ? '' : schema.description ?? '' }`.trimEnd()
	);
	const arms = groups.map( ( [ key, group ] ) => `\t\t\t'${ key }' => ${ group }::from( $this->values['${ key }'] ),` );
	return `<?php
declare(strict_types=1);

namespace Duet\\Settings\\Values;

defined( 'ABSPATH' ) || exit;

${ docblock( [ 'Every setting, typed. A group is made when it is first read, because most requests need few of them.', NOTE, '', ...imports, ...shape, ...reads ], '' ) }
final class SettingsValues {

	/** @var array<string, mixed> */
	private array $read = [];

	/** @phpstan-param Values $values */
	private function __construct( private readonly array $values ) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self( $values );
	}

	public function __get( string $name ): mixed {
		return $this->read[ $name ] ??= match ( $name ) {
${ arms.join( '\n' ) }
			default => $this->values[ $name ],
		};
	}
}
`;
}

/** @return file name below FOLDER -> its text */
export function phpTypes( schema: Schema ): Record< string, string > {
	const groups = Object.entries( schema.properties ?? {} );
	const files = groups
		.filter( ( [ , group ] ) => hasOwnClass( group ) )
		.map( ( [ name, { properties = {} } ] ) => {
			const code = classFile( className( name ), `The settings "${ name }".`, properties );
			return [ `${ className( name ) }.php`, code ] as const;
		} );
	return {
		...Object.fromEntries( files ),
		'SettingsValues.php': valuesFile( schema.properties ?? {} ),
	};
}
