from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, declarative_base, mapped_column, relationship

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    name = Column(String(30), nullable=False)
    addresses = relationship("Address", back_populates="user")
    notes = None
    defaults = {}

    def label(self):
        return self.name.title() + " " + str(len(self.addresses))

    @classmethod
    def find(cls, session, name):
        return session.query(cls).filter(cls.name == name).first()


class Address(Base):
    __tablename__ = "addresses"
    id: Mapped[int] = mapped_column(primary_key=True)
    email = mapped_column(String, nullable=False)
    user_id = mapped_column(ForeignKey("users.id"))
    user = relationship("User", back_populates="addresses")

    def domain(self):
        return self.email.partition("@")[2]


def make_user(name, emails=()):
    user = User(name=name)
    for email in emails:
        user.addresses.append(Address(email=email))
    return user
