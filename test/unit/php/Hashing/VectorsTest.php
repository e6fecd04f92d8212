<?php
declare(strict_types=1);

namespace Duet\Test\Hashing;

use Duet\EventsApi\Payload;
use Duet\Hashing\Hash;
use Duet\Hashing\Normal;
use LogicException;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** The agreed normal forms and hashes, shared with the storefront's tests through test/vectors. */
final class VectorsTest extends TestCase {

	/** @return iterable<string, array{array<string, mixed>}> */
	public static function vectors(): iterable {
		$files = glob( dirname( __DIR__, 3 ) . '/vectors/*.json' );
		foreach ( false === $files ? [] : $files as $file ) {
			foreach ( json_decode( (string) file_get_contents( $file ), true, 16, JSON_THROW_ON_ERROR ) as $vector ) {
				// A record-only row keeps what a peer does and we must not.
				if ( isset( $vector['field'] ) && 'record-only' !== $vector['status'] ) {
					yield $vector['name'] => [ $vector ];
				}
			}
		}
	}

	public function test_there_are_vectors(): void {
		self::assertGreaterThan( 40, iterator_count( self::vectors() ) );
	}

	/** @param array<string, mixed> $vector */
	#[DataProvider( 'vectors' )]
	public function test_vector( array $vector ): void {
		$country = $vector['country'] ?? '';
		$normal  = match ( $vector['field'] ) {
			'email'      => Normal::email( ... ),
			'phone'      => static fn( string $phone ): string => Normal::phone( $phone, $country ),
			'external_id' => Normal::external_id( ... ),
			'first_name', 'last_name' => Normal::name( ... ),
			'zip_code'   => Normal::zip_code( ... ),
			'city'       => Normal::place( ... ),
			'state'      => Normal::state( ... ),
			'country'    => Normal::country( ... ),
			'ttclid'     => Normal::ttclid( ... ),
			'ttp'        => Normal::ttp( ... ),
			'locale'     => Normal::locale( ... ),
			'user_agent' => Normal::user_agent( ... ),
			'ip'         => Normal::ip( ... ),
			'content_id' => Payload::content_id( ... ),
			// Events carry Unix seconds from birth; there is no text to read.
			'event_time' => static fn( string $iso ): int => (int) floor( (float) date_create_immutable( $iso )->format( 'U.u' ) ),
			default      => throw new LogicException( "no rule for {$vector['field']}" ),
		};
		if ( is_string( $vector['input'] ) && 1 === preg_match( '/\A\s*[0-9a-f]{64}\s*\z/i', $vector['input'] ) ) {
			self::assertSame( $vector['normalised'], Hash::of( $vector['input'], $normal ) );
			return;
		}
		self::assertSame( $vector['normalised'] ?? '', $normal( $vector['input'] ) );
		if ( null !== $vector['sha256'] ) {
			self::assertSame( $vector['sha256'], Hash::of( $vector['input'], $normal ) );
		} elseif ( null === $vector['normalised'] ) {
			self::assertSame( '', Hash::of( $vector['input'], $normal ) );
		}
	}
}
