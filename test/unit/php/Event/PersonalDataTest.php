<?php
declare(strict_types=1);

namespace Duet\Test\Event;

use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\InvalidEvent;
use Duet\Event\Origin;
use Duet\Event\PersonalData;
use Duet\Event\Visitor;
use Duet\EventsApi\PageUrl;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class PersonalDataTest extends TestCase {

	/** @return array<string, mixed> */
	private static function json( string $file ): array {
		return (array) json_decode( (string) file_get_contents( dirname( __DIR__, 4 ) . "/$file" ), true, 16, JSON_THROW_ON_ERROR );
	}

	/** @return iterable<string, array{string, mixed, bool}> */
	public static function parameters(): iterable {
		$vectors = self::json( 'test/vectors/personal.json' );
		foreach ( [ 'personal' => true, 'plain' => false ] as $list => $expected ) {
			foreach ( $vectors[ $list ] as [ $name, $value ] ) {
				yield "$name=" . json_encode( $value ) => [ $name, $value, $expected ];
			}
		}
	}

	#[DataProvider( 'parameters' )]
	public function test_a_parameter( string $name, mixed $value, bool $expected ): void {
		self::assertSame( $expected, PersonalData::is_in( $name, $value ) );
	}

	/** @return iterable<string, array{string, string, string}> */
	public static function addresses(): iterable {
		foreach ( self::json( 'test/vectors/personal.json' )['addresses'] as $case ) {
			yield $case['url'] => [ $case['url'], $case['relayed'], $case['sent'] ];
		}
	}

	#[DataProvider( 'addresses' )]
	public function test_an_address_reaches_tiktok_without_a_person_whether_or_not_the_browser_cleaned_it( string $url, string $relayed, string $sent ): void {
		self::assertSame( $sent, PageUrl::clean( $url ) );
		// The browser leaves a segment empty where the server writes a dash, and leaves keys and tokens to the server.
		self::assertSame( str_replace( '/-/', '//', $sent ), str_replace( '/-/', '//', PageUrl::clean( $relayed ) ) );
	}

	public function test_the_editor_has_the_same_pattern(): void {
		self::assertSame( PersonalData::PATTERN, self::json( 'src/events/personal.json' )['pattern'] );
	}

	public function test_no_parameter_of_the_catalogue_has_the_name_of_an_identifier(): void {
		$names = array_filter( array_keys( self::json( 'src/events/catalogue.json' )['params'] ), PersonalData::is_name( ... ) );
		self::assertSame( [], array_values( $names ) );
	}

	public function test_a_refusal_names_the_parameter_and_never_what_stands_in_it(): void {
		$catalogue = Catalogue::shipped();
		PersonalData::refuse( [ 'link_url' => 'mailto:ada@example.com', 'content_name' => 'Mug' ], $catalogue );
		$this->expectExceptionMessageMatches( '/\Acontent_name: (?!.*ada)/' );
		$this->expectException( InvalidEvent::class );
		PersonalData::refuse( [ 'content_name' => 'ada@example.com' ], $catalogue );
	}

	public function test_a_filter_cannot_add_it_and_loses_nothing_else(): void {
		$catalogue = Catalogue::shipped();
		$mug       = [ 'content_id' => '+4930123456', 'content_name' => 'Mug ada@example.com', 'price' => 1, 'quantity' => 1 ];
		$event     = Event::of( $catalogue, 'Purchase', 'P-15-0123456789ab', 1, new Facts( [ 'value' => 1, 'currency' => 'EUR', 'contents' => [ $mug ], 'description' => 'Mug ada@example.com', 'coupon' => 'bob@example.com' ] ), new Visitor(), Origin::Server );
		$changed   = $event->with_params( [ 'value' => 2, 'description' => 'for bob@example.org', 'shop_id' => '+49 170 1234567', 'status' => 'ada@example.org' ] + $event->params );
		$found     = PersonalData::found( $changed->params, null, $event->params );
		self::assertSame( [ 'description', 'status' ], $found );
		self::assertEquals( [ 'value' => 2, 'shop_id' => '+49 170 1234567' ] + $event->params, PersonalData::undone( $changed, $event, $found )->params );
		self::assertSame( $event, PersonalData::undone( $event, $changed, [] ) );
	}

	/** What PCRE's limits keep from being searched is taken for personal. */
	public function test_hostile_text_is_read_to_its_end(): void {
		foreach ( [ '[', 'user', 'name_', 'email_', 'a@a.', '+1 2 3 4 ', '%25', 'e_mail[', '1 ' ] as $part ) {
			self::assertTrue( PersonalData::is_in( 'content_name', str_repeat( $part, 500 ) . ' ada@example.com' ), $part );
		}
		foreach ( [ 'a', 'key1', '%2525', 'YUBiLmRl', 'YUBiLmRl-', '"a":', '=;', 'a1-A', '616263' ] as $part ) {
			$url = 'https://shop.example/' . str_repeat( $part, 1000 ) . '?a=' . str_repeat( $part, 1000 ) . '&mail=ada@example.com';
			self::assertStringNotContainsString( 'ada@', PageUrl::clean( $url ), $part );
			self::assertSame( PREG_NO_ERROR, preg_last_error(), $part );
		}
	}
}
