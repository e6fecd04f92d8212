<?php
declare(strict_types=1);

namespace Duet\Elements;

use Duet\Event\Catalogue;
use Duet\Event\Definition;
use Duet\Event\InvalidEvent;
use Duet\Event\PersonalData;
use Duet\Support\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Parameters as people write them, in shortcodes and in the editor, made the kinds the catalogue asks for. "12,50" is a
 * mistake to report, because its value would be a guess. Twin of src/blocks/values.ts; both read
 * test/vectors/elements.json.
 */
final class Values {

	/** More is no event any more but an attempt to fill the page. */
	private const MOST = 20;

	private const NUMBER = '/\A\d{1,12}(\.\d{1,6})?\z/';

	public function __construct( private readonly Catalogue $catalogue ) {
	}

	/**
	 * @param array<mixed> $given Name => what was written; empty ones count as not given.
	 * @return array<string, mixed> Numbers as numbers, checked against the catalogue.
	 * @throws InvalidEvent Naming the parameter and saying, translated, what to write there.
	 */
	public function of( Definition $event, array $given ): array {
		$texts = [];
		foreach ( $given as $name => $value ) {
			$text = self::text( $value );
			if ( '' !== $text ) {
				$texts[ (string) $name ] = $text;
			}
		}
		if ( count( $texts ) > self::MOST ) {
			/* translators: %d: a number. */
			InvalidEvent::raise( 'parameters', sprintf( __( 'use at most %d', 'duet-for-tiktok' ), self::MOST ) );
		}
		$values = [];
		foreach ( $this->catalogue->renamed( $event, $texts ) as $name => $text ) {
			$values[ $name ] = $this->value( $event, (string) $name, is_string( $text ) ? $text : null );
		}
		foreach ( array_diff( $event->requires(), [ 'contents' ], array_keys( $values ) ) as $name ) {
			InvalidEvent::raise( $name, __( 'is missing', 'duet-for-tiktok' ) );
		}
		return $values;
	}

	/**
	 * @param string|null $text null for what was no text in the first place.
	 * @throws InvalidEvent
	 */
	private function value( Definition $event, string $name, ?string $text ): mixed {
		$kind = $this->catalogue->kind( $name );
		if ( null === $kind || ( ! $event->custom && ! in_array( $name, $event->accepts(), true ) ) ) {
			$kind = $event->custom ? 'own' : 'unknown';
		}
		$value = null === $text ? null : match ( $kind ) {
			'number'   => self::number( $text ),
			'integer'  => 1 === preg_match( '/\A\d{1,9}\z/', $text ) ? (int) $text : null,
			'boolean'  => [ 'true' => true, 'yes' => true, '1' => true, 'false' => false, 'no' => false, '0' => false ][ strtolower( $text ) ] ?? null,
			'currency' => 1 === preg_match( '/\A[A-Za-z]{3}\z/', $text ) ? strtoupper( $text ) : null,
			'string'   => self::line( $text ),
			'strings'  => self::list_of( $text ),
			'own'      => self::is_free( $name ) ? self::line( $text ) : null,
			default    => null,
		};
		if ( PersonalData::is_name( $name ) || ( ! $this->catalogue->only_data_layer( $name ) && PersonalData::is_in( $name, $value ) ) ) {
			InvalidEvent::raise( $name, self::advice( 'person' ) );
		}
		return $value ?? InvalidEvent::raise( $name, self::advice( $kind ) );
	}

	private static function number( string $text ): int|float|null {
		return 1 !== preg_match( self::NUMBER, $text ) ? null : ( str_contains( $text, '.' ) ? (float) $text : (int) $text );
	}

	private static function is_free( string $name ): bool {
		return 1 === preg_match( '/\A[A-Za-z][A-Za-z0-9_]{0,39}\z/', $name ) && ! in_array( $name, Catalogue::OURS, true );
	}

	/** @return non-empty-list<string>|null */
	private static function list_of( string $text ): ?array {
		$list = array_values( array_filter( array_map( trim( ... ), explode( ',', (string) self::line( $text ) ) ), static fn( string $one ): bool => '' !== $one ) );
		return [] === $list ? null : $list;
	}

	private static function line( string $text ): ?string {
		$line = Text::line( $text, 1024 );
		return '' === $line ? null : $line;
	}

	/** Block attributes may hold anything; "\0" is text that fits no kind. */
	private static function text( mixed $value ): string {
		return match ( true ) {
			null === $value                   => '',
			is_bool( $value )                 => $value ? 'true' : 'false',
			is_int( $value ), is_float( $value ) => (string) $value,
			is_string( $value )               => trim( $value, " \t\r\n" ),
			is_array( $value ) && array_filter( $value, is_string( ... ) ) === $value => implode( ',', $value ),
			default                           => "\0",
		};
	}

	private static function advice( string $kind ): string {
		return match ( $kind ) {
			'number'   => __( 'write a number like 12.50, with a point and not below zero', 'duet-for-tiktok' ),
			'integer'  => __( 'write a whole number like 3', 'duet-for-tiktok' ),
			'boolean'  => __( 'write yes or no', 'duet-for-tiktok' ),
			'currency' => __( 'write the three letters of the currency, like EUR', 'duet-for-tiktok' ),
			'person'   => __( 'must not be a parameter: TikTok forbids personal data; Duet sends it hashed where you allow it', 'duet-for-tiktok' ),
			'own'      => __( 'write a name of letters, digits and "_" that Duet does not use itself, and a short text', 'duet-for-tiktok' ),
			'unknown'  => __( 'is no parameter of this event', 'duet-for-tiktok' ),
			'contents' => __( 'cannot be written here', 'duet-for-tiktok' ),
			default    => __( 'write a short text', 'duet-for-tiktok' ),
		};
	}
}
