<?php
declare(strict_types=1);

namespace Duet\Rules;

use Duet\Event\Catalogue;
use Duet\Event\Definition;
use Duet\Event\PersonalData;
use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/** The parameters of a rule: what is wrong with them, and the typed values of those that are fixed. */
final class Parameters {

	/** Where a value may come from, and how its place is written there. */
	private const SOURCES = [
		'url'       => '/\A[A-Za-z0-9_.\[\]-]{1,60}\z/',
		'attribute' => '/\Adata-[a-z0-9_.-]{1,60}\z/',
		'layer'     => '/\A[A-Za-z_$][\w$-]*(?:\.[\w$-]+){0,9}\z/',
	];

	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly Examples $examples,
	) {
	}

	/**
	 * @param array<mixed> $rule With valid structure (settings.json).
	 * @return array<string, string> By path below the rule: "params.0.value".
	 */
	public function problems( Definition $definition, array $rule ): array {
		$errors = [];
		$seen   = [];
		foreach ( self::rows( $rule ) as $index => $row ) {
			$name    = $this->resolved( $definition, $row['name'] );
			$problem = isset( $seen[ $name ] ) ? __( 'This parameter is in the list already.', 'duet-for-tiktok' ) : $this->name( $definition, $name, $row['name'] );
			if ( null !== $problem ) {
				$errors[ "params.$index.name" ] = $problem;
			}
			$problem = $this->value( $name, $row, $this->is_optional( $definition, $rule, $row['name'] ) ) ?? self::place( $row['from'], $rule );
			if ( null !== $problem ) {
				$errors[ "params.$index.value" ] = $problem;
			}
			$seen[ $name ] = true;
		}
		$missing = array_diff( $this->required( $definition, $rule ), array_map( strval( ... ), array_keys( $seen ) ) );
		if ( [] !== $missing ) {
			/* translators: %s: names of parameters. */
			$errors['params'] = sprintf( __( 'Add what this event must have: %s.', 'duet-for-tiktok' ), implode( ', ', $missing ) );
		}
		return $errors;
	}

	/**
	 * @param array<mixed> $rule
	 * @return array<string, mixed> Fixed values as the catalogue types them.
	 */
	public function fixed( Definition $definition, array $rule ): array {
		$params = [];
		foreach ( self::rows( $rule ) as $row ) {
			$name = $this->resolved( $definition, $row['name'] );
			if ( 'fixed' === $row['from'] && '' !== trim( $row['value'] ) ) {
				$params[ $name ] = self::typed( $this->catalogue->kind( $name ), trim( $row['value'] ) );
			}
		}
		return $params;
	}

	/**
	 * @param array<mixed> $rule
	 * @return array<string, string> Parameter => where the script finds it: "url:plan", "data:data-plan",
	 *         "layer:ecommerce.value".
	 */
	public function found( Definition $definition, array $rule ): array {
		$from = [];
		foreach ( self::rows( $rule ) as $row ) {
			if ( 'fixed' !== $row['from'] && '' !== trim( $row['value'] ) ) {
				$from[ $this->resolved( $definition, $row['name'] ) ] = ( 'attribute' === $row['from'] ? 'data' : $row['from'] ) . ':' . trim( $row['value'] );
			}
		}
		return $from;
	}

	/**
	 * Without these nothing is sent. What the example says holds; `contents` only the shop itself can give.
	 *
	 * @param array<mixed> $rule
	 * @return list<string>
	 */
	public function required( Definition $definition, array $rule ): array {
		$example = $this->example( $definition, $rule );
		$names   = $example['requires'] ?? array_diff( $definition->requires(), [ 'contents' ] );
		return array_values( array_map( fn( string $name ): string => $this->resolved( $definition, $name ), $names ) );
	}

	private function name( Definition $definition, string $name, string $written ): ?string {
		return match ( true ) {
			'' === $written                        => __( 'Choose a parameter, or remove this line.', 'duet-for-tiktok' ),
			in_array( $name, Catalogue::OURS, true )    => __( 'Duet uses this word itself. Choose another.', 'duet-for-tiktok' ),
			PersonalData::is_name( $name )         => self::personal(),
			'contents' === $this->catalogue->kind( $name ) => __( 'Only the products of your shop can fill this. Choose content_id instead.', 'duet-for-tiktok' ),
			$definition->custom                    => 1 === preg_match( '/\A[A-Za-z][A-Za-z0-9_]{0,39}\z/', $name ) ? null : __( 'Use letters, digits and underscores, and begin with a letter.', 'duet-for-tiktok' ),
			in_array( $name, $definition->accepts(), true ) => null,
			/* translators: 1: event, 2: names of parameters. */
			default                                => sprintf( __( '%1$s does not take this. Choose one of: %2$s.', 'duet-for-tiktok' ), $definition->name, implode( ', ', array_diff( $definition->accepts(), [ 'contents' ] ) ) ),
		};
	}

	/** @param array{name: string, from: string, value: string} $row */
	private function value( string $name, array $row, bool $optional ): ?string {
		$value = trim( $row['value'] );
		$kind  = $this->catalogue->kind( $name );
		if ( '' === $value ) {
			return $optional ? null : __( 'Enter a value, or remove this line.', 'duet-for-tiktok' );
		}
		if ( 'fixed' !== $row['from'] ) {
			return match ( true ) {
				'strings' === $kind || 'boolean' === $kind => __( 'This parameter can only have a fixed value.', 'duet-for-tiktok' ),
				1 === preg_match( self::SOURCES[ $row['from'] ] ?? '/\z\A./', $value ) => null,
				'attribute' === $row['from'] => __( 'Enter the whole name of the attribute, for example data-plan.', 'duet-for-tiktok' ),
				'url' === $row['from']       => __( 'Enter the name alone: plan for an address that ends in ?plan=gold.', 'duet-for-tiktok' ),
				default                      => __( 'Enter names with dots between them, for example ecommerce.value.', 'duet-for-tiktok' ),
			};
		}
		$fits = match ( $kind ) {
			'number'   => '/\A\d{1,12}(\.\d{1,6})?\z/',
			'integer'  => '/\A\d{1,9}\z/',
			'currency' => '/\A[A-Za-z]{3}\z/',
			'boolean'  => '/\A(true|false)\z/',
			default    => '//u',
		};
		return match ( true ) {
			! $this->catalogue->only_data_layer( $name ) && ! PersonalData::is_name( $name ) && PersonalData::is_in( $name, $value ) => self::personal(),
			1 === preg_match( $fits, $value ) && Text::line( $value, 1200 ) === $value => null,
			'number' === $kind   => __( 'Enter a number with a dot, for example 12.50.', 'duet-for-tiktok' ),
			'integer' === $kind  => __( 'Enter a whole number.', 'duet-for-tiktok' ),
			'currency' === $kind => __( 'Enter the three letters of a currency, for example EUR.', 'duet-for-tiktok' ),
			'boolean' === $kind  => __( 'Enter true or false.', 'duet-for-tiktok' ),
			default              => __( 'Enter one line of plain text.', 'duet-for-tiktok' ),
		};
	}

	private static function personal(): string {
		return __( 'Personal data must not be a parameter: TikTok forbids it. Duet sends it hashed, where you allow it under "Matching".', 'duet-for-tiktok' );
	}

	/** @param array<mixed> $rule */
	private static function place( string $from, array $rule ): ?string {
		$when = is_array( $rule['when'] ?? null ) ? $rule['when'] : [];
		return 'attribute' === $from && in_array( $when['type'] ?? '', [ 'page', 'layer' ], true )
			? __( 'This rule looks at no element, so there is no attribute. Take the value from elsewhere, or choose another "when".', 'duet-for-tiktok' )
			: null;
	}

	private static function typed( ?string $kind, string $value ): mixed {
		return match ( $kind ) {
			'number'            => str_contains( $value, '.' ) ? (float) $value : (int) $value,
			'integer'           => (int) $value,
			'currency'          => strtoupper( $value ),
			'boolean'           => 'true' === $value,
			'strings'           => array_values( array_filter( array_map( trim( ... ), explode( ',', $value ) ), static fn( string $one ): bool => '' !== $one ) ),
			default             => $value,
		};
	}

	/** @param array<mixed> $rule */
	private function is_optional( Definition $definition, array $rule, string $name ): bool {
		return in_array( $name, $this->example( $definition, $rule )['accepts'] ?? [], true );
	}

	/**
	 * @param array<mixed> $rule
	 * @return array{requires: list<string>, accepts: list<string>}|null
	 */
	private function example( Definition $definition, array $rule ): ?array {
		$key = $rule['example'] ?? '';
		return is_string( $key ) ? $this->examples->of( $key, $definition, $this->catalogue ) : null;
	}

	private function resolved( Definition $definition, string $name ): string {
		return (string) array_key_first( $this->catalogue->renamed( $definition, [ $name => true ] ) );
	}

	/**
	 * @param array<mixed> $rule
	 * @return array<int, array{name: string, from: string, value: string}> What has the right form; the schema reports
	 *         the rest.
	 */
	private static function rows( array $rule ): array {
		$rows = [];
		foreach ( is_array( $rule['params'] ?? null ) ? array_values( $rule['params'] ) : [] as $index => $row ) {
			if ( is_array( $row ) && is_string( $row['name'] ?? null ) && is_string( $row['from'] ?? null ) && is_string( $row['value'] ?? null ) ) {
				$rows[ $index ] = [ 'name' => $row['name'], 'from' => $row['from'], 'value' => $row['value'] ];
			}
		}
		return $rows;
	}
}
