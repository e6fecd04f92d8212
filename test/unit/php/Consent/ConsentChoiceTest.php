<?php
declare(strict_types=1);

namespace Duet\Test\Consent;

use Duet\Consent\ConsentChoice;
use Duet\Settings\UnreadableBanners;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ConsentChoiceTest extends ShopTestCase {

	/**
	 * @param list<string>         $plugins Folders.
	 * @param array<string, mixed> $consent
	 */
	private function site( array $plugins, array $consent = [] ): void {
		$this->with_settings( [] === $consent ? [] : [ 'consent' => $consent ] );
		$GLOBALS['duet_test_options']['active_plugins'] = array_map( static fn( string $folder ): string => "$folder/main.php", $plugins );
	}

	public function test_names_each_banner_once_and_nothing_that_is_read(): void {
		self::assertSame( [ 'EU Cookie Law', 'CookieAdmin' ], UnreadableBanners::found( [ 'eu-cookie-law/eu-cookie-law.php', 'cookieadmin/cookieadmin.php', 'cookieadmin-pro/x.php', 7, 'hello.php' ] ) );
		foreach ( [ 'complianz-gdpr', 'cookie-law-info', 'cookiebot', 'borlabs-cookie', 'real-cookie-banner', 'uk-cookie-consent', 'wp-consent-api', 'woocommerce' ] as $folder ) {
			self::assertSame( [], UnreadableBanners::found( [ "$folder/$folder.php" ] ), $folder );
		}
	}

	public function test_a_tool_that_is_read_speaks_for_the_site(): void {
		$this->site( [ 'eu-cookie-law' ] );
		self::assertSame( [ 'EU Cookie Law' ], ConsentChoice::unreadable_banners( $this->settings() ) );
		$this->site( [ 'eu-cookie-law', 'wp-consent-api' ] );
		self::assertSame( [ 'EU Cookie Law' ], ConsentChoice::unreadable_banners( $this->settings() ), 'the API alone is filled by nobody' );
		$this->site( [ 'eu-cookie-law', 'complianz-gdpr' ] );
		self::assertSame( [], ConsentChoice::unreadable_banners( $this->settings() ) );
		$this->site( [ 'eu-cookie-law' ], [ 'tool' => 'google' ] );
		self::assertSame( [], ConsentChoice::unreadable_banners( $this->settings() ), 'the merchant named it' );
	}

	/** @return iterable<string, array{array<string, mixed>, array<string, mixed>, bool}> Stored, sent, refused. */
	public static function saves(): iterable {
		yield 'chosen unconfirmed' => [ [], [ 'mode' => 'assumed' ], true ];
		yield 'chosen and confirmed' => [ [], [ 'mode' => 'assumed', 'banner_confirmed' => true ], false ];
		yield 'confirmed before' => [ [ 'banner_confirmed' => true ], [ 'mode' => 'assumed' ], false ];
		yield 'confirmed by no boolean' => [ [], [ 'mode' => 'assumed', 'banner_confirmed' => 'true' ], true ];
		yield 'confirmation taken back' => [ [ 'mode' => 'assumed', 'banner_confirmed' => true ], [ 'banner_confirmed' => false ], true ];
		yield 'with a tool that is named' => [ [], [ 'mode' => 'assumed', 'tool' => 'google' ], false ];
		yield 'the other mode' => [ [], [ 'mode' => 'required' ], false ];
		yield 'another field of a shop that has it' => [ [ 'mode' => 'assumed' ], [ 'gpc' => 'limit' ], false ];
		yield 'no object' => [ [], [], false ];
	}

	/**
	 * @param array<string, mixed> $stored
	 * @param array<string, mixed> $sent
	 */
	#[DataProvider( 'saves' )]
	public function test_assumed_has_to_be_confirmed( array $stored, array $sent, bool $refused ): void {
		$this->site( [ 'eu-cookie-law' ], $stored );
		self::assertSame( $refused ? [ 'consent.banner_confirmed' ] : [], array_keys( ConsentChoice::check( [ 'consent' => $sent ], $this->settings() ) ) );
		$this->site( [], $stored );
		self::assertSame( [], ConsentChoice::check( [ 'consent' => $sent ], $this->settings() ), 'no banner' );
	}
}
