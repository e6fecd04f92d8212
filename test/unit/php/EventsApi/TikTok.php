<?php
declare(strict_types=1);

namespace Duet\Test\EventsApi;

use Closure;

/** TikTok as the sender sees it: takes whole requests or none, and answers what the script says. */
final class TikTok {

	/** @var list<array<string, mixed>> Envelopes received. */
	public array $requests = [];

	/** @var list<array<string, mixed>> What wp_remote_post() was told. */
	public array $arguments = [];

	/** @var array<string, int> Event id => times taken. */
	public array $taken = [];

	/** @var list<string> Ids it refuses, and with them the whole request. */
	public array $poison = [];

	public bool $names_the_offender = false;

	/**
	 * What a firewall or proxy answers in TikTok's place; null lets the request pass.
	 *
	 * @var (Closure(array<string, mixed>): ?array<string, mixed>)|null
	 */
	public ?Closure $between = null;

	/** @var list<Closure(array<string, mixed>): (array<string, mixed>|\WP_Error)> Used up first. */
	public array $script = [];

	/** @return Closure(string, array<string, mixed>): (array<string, mixed>|\WP_Error) */
	public function post(): Closure {
		return function ( string $url, array $arguments ) {
			$this->arguments[] = [ 'url' => $url ] + $arguments;
			$envelope          = json_decode( $arguments['body'], true, 32, JSON_THROW_ON_ERROR );
			$this->requests[]  = $envelope;
			$foreign           = null === $this->between ? null : ( $this->between )( $envelope );
			if ( null !== $foreign ) {
				return $foreign;
			}
			$answer = array_shift( $this->script );
			return null === $answer ? $this->judge( $envelope ) : $answer( $envelope );
		};
	}

	/** @param array<string, mixed> $envelope */
	public function judge( array $envelope ): array {
		foreach ( $envelope['data'] as $index => $item ) {
			if ( in_array( $item['event_id'], $this->poison, true ) ) {
				return self::answer( 40002, ( $this->names_the_offender ? "Batch.$index." : '' ) . 'properties.contents.0.content_id: Not a valid string' );
			}
		}
		foreach ( $envelope['data'] as $item ) {
			$this->taken[ $item['event_id'] ] = ( $this->taken[ $item['event_id'] ] ?? 0 ) + 1;
		}
		return self::answer( 0, 'OK' );
	}

	/** @return array<string, mixed> */
	public static function page( int $status, string $body ): array {
		return [ 'response' => [ 'code' => $status ], 'headers' => [], 'body' => $body ];
	}

	public static function answer( int $code, string $message, int $status = 200, array $headers = [] ): array {
		return [
			'response' => [ 'code' => $status ],
			'headers'  => $headers,
			'body'     => (string) json_encode( [ 'code' => $code, 'message' => $message, 'request_id' => 'R1', 'data' => [] ] ),
		];
	}

	/** Says it $times times and then judges again. */
	public function says( int $code, string $message = 'words', int $times = 1, int $status = 200, array $headers = [] ): void {
		for ( $i = 0; $i < $times; $i++ ) {
			$this->script[] = static fn(): array => self::answer( $code, $message, $status, $headers );
		}
	}

	public function fails( string $error, bool $takes = false, int $times = 1 ): void {
		for ( $i = 0; $i < $times; $i++ ) {
			$this->script[] = function ( array $envelope ) use ( $error, $takes ): \WP_Error {
				if ( $takes ) {
					$this->judge( $envelope );
				}
				return new \WP_Error( 'http_request_failed', $error );
			};
		}
	}

	/** @return list<int> Events per request. */
	public function sizes(): array {
		return array_map( static fn( array $envelope ): int => count( $envelope['data'] ), $this->requests );
	}
}
