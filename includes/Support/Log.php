<?php
declare(strict_types=1);

namespace Duet\Support;

use Throwable;

defined( 'ABSPATH' ) || exit;

/**
 * The only way to write to a log. WooCommerce's logger where there is one, else the debug log of a site that has asked
 * for it. Whatever looks like a secret or a person is taken out here, so no caller can forget it; and it never throws,
 * because it is called where something has already gone wrong.
 */
final class Log {

	private const SOURCE = 'duet-for-tiktok';

	/** In this order: an e-mail address would otherwise lose only its digits. */
	private const SECRETS = [
		'/[^\s@"\'<>,;:=\/?&]+(@|%40)[^\s@"\'<>,;&]+\.[^\s@"\'<>,;&]+/' => '[email]',
		'/\bwc_order_\w+/'                           => '[key]',
		'/(?<![\w.])\d{1,3}(\.\d{1,3}){3}(?![\w.])/' => '[ip]',
		'/(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){4})[0-9a-f:]{3,39}(?![\w:])/i' => '[ip]',
		'/[A-Za-z0-9_\-]{30,}/'                      => '[secret]',
		'/\+?(?<!\w)\d[\d\s().\/-]{7,}\d(?!\w)/'     => '[number]',
	];

	/** @var array<string, true> Messages of this request. */
	private array $seen = [];

	/**
	 * @param string               $message What happened, for the merchant's developer.
	 * @param array<string, mixed> $context Scalars are printed after the message, anything else by its type.
	 * @param string               $source  Names of PHP code only, a callback and its file: printed last and
	 *         unshortened.
	 */
	public function write( string $message, array $context = [], string $source = '' ): void {
		try {
			$line = self::clean( $message . self::list_of( $context ) ) . self::code( $source );
			if ( function_exists( 'wc_get_logger' ) ) {
				wc_get_logger()->warning( $line, [ 'source' => self::SOURCE ] );
			} elseif ( $this->has_debug_log() ) {
				wp_trigger_error( '', self::SOURCE . ': ' . $line );
			}
		} catch ( Throwable ) {
			return;
		}
	}

	/**
	 * The same message only once in a request: a full disk would otherwise fill itself with the news.
	 *
	 * @param array<string, mixed> $context
	 */
	public function once( string $message, array $context = [], string $source = '' ): void {
		if ( ! isset( $this->seen[ $message . $source ] ) ) {
			$this->seen[ $message . $source ] = true;
			$this->write( $message, $context, $source );
		}
	}

	/** For the uninstall; the shop's other logs are its own. */
	public static function clear(): void {
		$logger = function_exists( 'wc_get_logger' ) ? wc_get_logger() : null;
		if ( $logger instanceof \WC_Logger ) {
			$logger->clear( self::SOURCE, true );
		}
	}

	/** The text without tokens, e-mail addresses, telephone numbers, IP addresses and order keys. */
	public static function clean( string $text ): string {
		return (string) preg_replace(
			array_keys( self::SECRETS ),
			array_values( self::SECRETS ),
			substr( $text, 0, 2000 )
		);
	}

	/** A long name of a class would be taken for a secret. */
	private static function code( string $source ): string {
		return '' === $source
			? ''
			: ': ' . substr( (string) preg_replace( '/[^\w\\\\.:\/() -]/', '', $source ), 0, 300 );
	}

	/** A log nobody reads on the page: a notice in the middle of an answer would break it. */
	private function has_debug_log(): bool {
		return defined( 'WP_DEBUG_LOG' )
			&& (bool) constant( 'WP_DEBUG_LOG' )
			&& defined( 'WP_DEBUG_DISPLAY' )
			&& ! (bool) constant( 'WP_DEBUG_DISPLAY' );
	}

	/** @param array<string, mixed> $context */
	private static function list_of( array $context ): string {
		$parts = [];
		foreach ( $context as $key => $value ) {
			$parts[] = $key . '=' . ( is_scalar( $value ) ? (string) $value : get_debug_type( $value ) );
		}
		return [] === $parts ? '' : ' (' . implode( ', ', $parts ) . ')';
	}
}
